package dev.handsel.base.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.refusal.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieDomainTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.example",
                "a.b.shop.example",
                "shop.co.uk",
                "xn--bcher-kva.example",
                "SHOP.example",
                "1.example"
            })
    void a_domain_that_somebody_has_registered_may_keep_cookies(String domain) {
        assertThat(CookieDomain.fault("", domain)).isEmpty();
    }

    /** RFC 6265, 5.3: a user agent ignores a cookie whose domain is a public suffix; so do all browsers. */
    @ParameterizedTest
    @ValueSource(strings = {"co.uk", "com.au", "github.io", "CO.UK", "pages.dev", "s3.amazonaws.com"})
    void a_public_suffix_may_not(String domain) {
        assertThat(CookieDomain.fault("/x", domain).map(Fault::code)).contains("public_suffix");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "com",
                "localhost",
                "example",
                ".shop.example",
                "shop.example.",
                "shop..example",
                "*.shop.example",
                "shop.example:80",
                "https://shop.example",
                "shop.example/",
                "127.0.0.1",
                "1.2.3",
                "[::1]",
                "::1",
                "shop_.example",
                "-shop.example",
                "shop-.example",
                "bücher.example",
                "shop.example; Secure",
                "shop.example\r\nx",
                "shop .example",
                "a@shop.example",
                "shop.example,b.example",
                "shop.0x7f",
                "user.0",
            })
    void what_no_browser_takes_is_malformed(String domain) {
        assertThat(CookieDomain.fault("/x", domain).map(Fault::code)).contains("malformed");
        assertThat(CookieDomain.fault("/x", "a".repeat(64) + ".example")).isPresent();
        assertThat(CookieDomain.fault("/x", "a.".repeat(130) + "example")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example, true",
        "go.shop.example, true",
        "A.B.Shop.Example, true",
        "myshop.example, false",
        "example, false",
        "shop.example.evil.example, false",
        "localhost, false"
    })
    void it_covers_itself_and_what_is_below_it(String host, boolean covered) {
        assertThat(CookieDomain.of("Shop.Example").covers(host)).isEqualTo(covered);
    }
}
