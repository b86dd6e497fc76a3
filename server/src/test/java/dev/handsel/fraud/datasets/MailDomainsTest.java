package dev.handsel.fraud.datasets;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.digest.Sha256;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MailDomainsTest {

    private static byte[] resource(String name) {
        try (var file = Objects.requireNonNull(MailDomains.class.getResourceAsStream(name), name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> manifest() {
        return JsonMapper.shared()
                .readTree(resource("manifest.json"))
                .valueStream()
                .toList();
    }

    @Test
    void the_manifest_tells_of_each_list_where_it_is_from_and_what_is_in_it() throws IOException {
        assertThat(manifest())
                .extracting(set -> set.path("file").asString())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(DataSet.values()).map(DataSet::file).toList());
        for (var set : manifest()) {
            byte[] text;
            try (var packed = MailDomains.class.getResourceAsStream(
                            set.path("file").asString());
                    var unpacked = new GZIPInputStream(Objects.requireNonNull(packed))) {
                text = unpacked.readAllBytes();
            }
            assertThat(new DomainList(text).size())
                    .as(set.toString())
                    .isEqualTo(set.path("count").asInt())
                    .isPositive();
            assertThat(Sha256.hex(new String(text, US_ASCII)))
                    .isEqualTo(set.path("sha256").asString());
            if (!set.has("by_hand")) {
                assertThat(set.path("package").asString()).isNotBlank();
                assertThat(set.path("version").asString()).matches("\\d+\\.\\d+\\.\\d+");
                assertThat(set.path("licence").asString()).isIn("MIT", "ISC");
                assertThat(set.path("published").asString()).matches("\\d{4}-\\d\\d-\\d\\d");
                assertThat(new String(resource("licences.txt"), US_ASCII))
                        .contains(set.path("package").asString() + " "
                                + set.path("version").asString());
            }
        }
    }

    @Test
    void large_providers_are_common_and_thrown_away_mailboxes_are_listed() {
        assertThat(MailDomains.about("gmail.com")).isEqualTo(new DomainHints(true, true, false, false));
        assertThat(MailDomains.about("shop.example")).isEqualTo(new DomainHints(false, false, false, false));
        assertThat(MailDomains.about("0-180.com").disposable()).isTrue();
        assertThat(MailDomains.about("anything.10mail.org").disposable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duck.com",
                "mozmail.com",
                "relay.firefox.com",
                "privaterelay.appleid.com",
                "simplelogin.com",
                "aleeas.com",
                "passmail.net",
                "anonaddy.com",
                "nora.anonaddy.com",
                "33mail.com"
            })
    void relays_are_never_disposable(String domain) {
        assertThat(MailDomains.about(domain).relay()).isTrue();
        assertThat(MailDomains.about(domain).disposable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"163.com", "126.com", "21cn.com", "gmail.com", "icloud.com", "qq.com", "proton.me", "yahoo.co.jp"
            })
    void real_providers_are_never_disposable(String domain) {
        assertThat(MailDomains.about(domain).disposable()).isFalse();
    }

    @Test
    void a_name_below_a_relay_is_one_persons_own() {
        assertThat(MailDomains.about("anonaddy.com").common()).isTrue();
        assertThat(MailDomains.about("nora.anonaddy.com").common()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "com", "no domain", "bücher.example", "\n", "gmail.com\n", "gmail.co"})
    void of_what_is_not_listed_nothing_is_said(String text) {
        assertThat(MailDomains.about(text)).isEqualTo(new DomainHints(false, false, false, false));
    }

    @Test
    void each_line_of_a_list_is_found_and_nothing_between_them() {
        var list = new DomainList("a.example\nb.example\nbb.example\n".getBytes(US_ASCII));
        assertThat(List.of("a.example", "b.example", "bb.example")).allMatch(list::has);
        assertThat(List.of("", "a", "a.exampl", "a.example.c", "ba.example", "c.example"))
                .noneMatch(list::has);
    }

    @Test
    void a_list_out_of_order_is_a_fault_of_the_build() {
        assertThatThrownBy(() -> new DomainList("b.example\na.example\n".getBytes(US_ASCII)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Line 2");
    }
}
