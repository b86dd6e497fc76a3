package dev.handsel.base.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    private static final String ZERO = "clk_00000000000000000000000000";

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind("acc_", "account", AccountId.fresh(), AccountId::parse),
                kind("aff_", "affiliate", AffiliateId.fresh(), AffiliateId::parse),
                kind("key_", "API key", ApiKeyId.fresh(), ApiKeyId::parse),
                kind("adt_", "audit entry", AuditEntryId.fresh(), AuditEntryId::parse),
                kind("case_", "fraud case", CaseId.fresh(), CaseId::parse),
                kind("clk_", "click", ClickId.fresh(), ClickId::parse),
                kind("cms_", "commission", CommissionId.fresh(), CommissionId::parse),
                kind("cus_", "customer", CustomerId.fresh(), CustomerId::parse),
                kind("lnk_", "link", LinkId.fresh(), LinkId::parse),
                kind("pay_", "payout", PayoutId.fresh(), PayoutId::parse),
                kind("prg_", "programme", ProgramId.fresh(), ProgramId::parse),
                kind("rev_", "review", ReviewId.fresh(), ReviewId::parse),
                kind("ses_", "session", SessionId.fresh(), SessionId::parse),
                kind("txn_", "transaction", TransactionId.fresh(), TransactionId::parse),
                kind("wl_", "whitelist entry", WhitelistId.fresh(), WhitelistId::parse));
    }

    private static Arguments kind(String prefix, String what, Object fresh, Function<String, Object> parse) {
        return Arguments.of(prefix, what, fresh, parse);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_kind_has_a_prefix_of_its_own_and_reads_what_it_writes(
            String prefix, String what, Object fresh, Function<String, Object> parse) {
        assertThat(fresh.toString()).matches(prefix + "[0-7][0-9a-hjkmnp-tv-z]{25}");
        assertThat(parse.apply(fresh.toString())).isEqualTo(fresh);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_is_malformed_is_refused_like_something_unknown(
            String prefix, String what, Object fresh, Function<String, Object> parse) {
        assertThatThrownBy(() -> parse.apply("zzz_" + fresh.toString().substring(4)))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(RefusalKind.NOT_FOUND);
                    assertThat(refused).hasMessage("There is no such " + what + ".");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "clk_",
                "CLK_00000000000000000000000000",
                "clk_0000000000000000000000000",
                "clk_000000000000000000000000000",
                "clk_80000000000000000000000000",
                "clk_0000000000000000000000000i",
                "clk_0000000000000000000000000l",
                "clk_0000000000000000000000000o",
                "clk_0000000000000000000000000u",
                "clk_0000000000000000000000000A",
                "clk_ 0000000000000000000000000",
                "00000000-0000-0000-0000-000000000000",
                "cus_00000000000000000000000000"
            })
    void a_text_that_is_no_id_is_nothing(String text) {
        assertThat(ClickId.find(text)).isEmpty();
    }

    @Test
    void upper_case_is_not_an_id() {
        var id = ClickId.parse("clk_0a000000000000000000000000");
        assertThat(ClickId.find(id.toString())).hasValue(id);
        assertThat(ClickId.find("clk_0A000000000000000000000000")).isEmpty();
    }

    @Test
    void all_bits_are_written() {
        assertThat(new ClickId(new UUID(0, 0))).hasToString(ZERO);
        assertThat(new ClickId(new UUID(-1, -1))).hasToString("clk_7zzzzzzzzzzzzzzzzzzzzzzzzz");
        assertThat(new ClickId(new UUID(0, 1))).hasToString("clk_00000000000000000000000001");
        assertThat(new ClickId(new UUID(Long.MIN_VALUE, 0))).hasToString("clk_40000000000000000000000000");
    }

    @Test
    void ids_are_version_7_and_sort_by_time_of_creation_as_text_and_as_uuid() {
        var ids = IntStream.range(0, 10_000).mapToObj(_ -> ClickId.fresh()).toList();
        assertThat(ids).allSatisfy(id -> {
            assertThat(id.value().version()).isEqualTo(7);
            assertThat(id.value().variant()).isEqualTo(2);
        });
        assertThat(ids.stream().map(ClickId::toString)).isSorted().doesNotHaveDuplicates();
        assertThat(ids.stream().map(id -> id.value().toString())).isSorted();
    }

    @Property
    void every_uuid_survives_the_round_trip(@ForAll long high, @ForAll long low) {
        var id = new ClickId(new UUID(high, low));
        assertThat(ClickId.parse(id.toString())).isEqualTo(id);
    }

    @Property
    void texts_sort_as_the_uuids_they_stand_for(
            @ForAll long highA, @ForAll long lowA, @ForAll long highB, @ForAll long lowB) {
        var a = new UUID(highA, lowA);
        var b = new UUID(highB, lowB);
        assertThat(Integer.signum(new ClickId(a).toString().compareTo(new ClickId(b).toString())))
                .isEqualTo(Integer.signum(a.toString().compareTo(b.toString())));
    }

    @Property
    void no_text_is_read_as_something_that_is_written_otherwise(@ForAll String text) {
        assertThat(ClickId.find("clk_" + text).stream())
                .allSatisfy(id -> assertThat(id).hasToString("clk_" + text));
    }
}
