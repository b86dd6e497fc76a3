package dev.handsel.base.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.refusal.Refused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LandingHostTest {

    private static boolean allows(String host, String address) {
        return LandingHost.namesOf(WebAddress.find(address).orElseThrow())
                .contains(LandingHost.parse(host).text());
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example, https://shop.example/a",
        "SHOP.example, https://Shop.Example:8443",
        "shop.example:8443, https://shop.example:8443/",
        "shop.example:443, https://shop.example",
        "shop.example:80, http://shop.example",
        "*.shop.example, https://eu.shop.example",
        "*.shop.example, https://a.b.shop.example:99/",
        "*.shop.example:99, https://a.b.shop.example:99/",
        "localhost, http://localhost:3000/",
        "[::1]:3000, http://[::1]:3000/",
        "127.0.0.1, http://127.0.0.1/"
    })
    void a_host_names_its_pages(String host, String address) {
        assertThat(allows(host, address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example, https://shop.example.evil.example",
        "shop.example, https://evilshop.example",
        "shop.example, https://eu.shop.example",
        "shop.example, https://shop.example./",
        "*.shop.example, https://shop.example",
        "*.shop.example, https://evilshop.example",
        "shop.example:8443, https://shop.example/",
        "shop.example:443, http://shop.example/"
    })
    void and_no_others(String host, String address) {
        assertThat(allows(host, address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.com",
                "*.*.example",
                "a.*.example",
                "https://shop.example",
                "shop.example/",
                "shop..example",
                "a b",
                "shop.example:0",
                "shop.example:x",
                "user@shop.example",
                "münchen.example",
                ".example",
                "a\nb"
            })
    void what_is_no_host_is_refused(String text) {
        assertThatThrownBy(() -> LandingHost.parse(text)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example@evil.example/x",
                "https://evil.example\\@shop.example/",
                "//shop.example",
                "https:shop.example",
                "https:///x",
                "https://",
                "javascript://shop.example/%0aalert(1)",
                "no address"
            })
    void origins_are_read_strictly(String text) {
        assertThat(WebAddress.findOrigin(text)
                        .filter(address -> LandingHost.namesOf(address).contains("shop.example")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example/a b|c?x={y}", "https://shop.example?x", "https://shop.example#é"})
    void whatever_follows_them(String text) {
        assertThat(WebAddress.findOrigin(text)).map(WebAddress::toString).hasValue("https://shop.example");
    }
}
