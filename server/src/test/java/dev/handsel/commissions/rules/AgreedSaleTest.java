package dev.handsel.commissions.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.facts.Block;
import dev.handsel.base.facts.Charge;
import dev.handsel.base.facts.Charge.InvoiceLine;
import dev.handsel.base.facts.Qualification;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.TermsId;
import dev.handsel.base.money.BasisPoints;
import dev.handsel.programs.agreements.Agreements;
import dev.handsel.programs.agreements.Amounts;
import dev.handsel.programs.agreements.Conditions;
import dev.handsel.programs.agreements.SpecialTerms;
import dev.handsel.programs.agreements.Subject;
import dev.handsel.programs.terms.CustomerTerms;
import dev.handsel.programs.terms.Program.Model;
import dev.handsel.programs.terms.RuleSet;
import dev.handsel.programs.terms.Rules;
import dev.handsel.programs.terms.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What terms of levels make of invoices, in memory; the database is asked by {@code TermsMoneyTest}. */
class AgreedSaleTest {

    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final AffiliateId NORA = AffiliateId.fresh();

    private static Conditions rates(@Nullable Integer first, @Nullable Integer recurring, @Nullable Integer bonus) {
        return new Conditions(
                rate(first), rate(recurring), rate(bonus), null, null, null, null, null, null, null, null);
    }

    private static @Nullable BasisPoints rate(@Nullable Integer value) {
        return value == null ? null : new BasisPoints(value);
    }

    private static Conditions flatSale(long amount) {
        return new Conditions(
                null, null, null, null, null, null, new Amounts(Map.of("USD", amount)), null, null, null, null);
    }

    private static Conditions capCustomer(long amount) {
        return new Conditions(
                null, null, null, null, null, null, null, null, new Amounts(Map.of("USD", amount)), null, null);
    }

    private static CustomerTerms terms(RuleSet rules, Map<Subject, Conditions> special) {
        var all = special.entrySet().stream()
                .map(one -> new SpecialTerms(TermsId.fresh(), one.getKey(), Instant.EPOCH, one.getValue()))
                .toList();
        var program = Rules.terms(Model.LAST_CLICK, false, rules).program();
        return new CustomerTerms(new Terms(program, List.of(rules), Agreements.NONE.with(all, List.of())), NORA, null);
    }

    private static CustomerInvoice invoice(String ref, Instant at, InvoiceLine... lines) {
        return new CustomerInvoice(ref, new Charge("USD", Arrays.asList(lines), 0, 0, 0, at), MoneyBack.NONE);
    }

    private static InvoiceLine line(String product, long amount, int months) {
        return new InvoiceLine(amount, JANUARY, months, null, product);
    }

    private static List<String> earned(CustomerTerms terms, CustomerInvoice... invoices) {
        var history = new CustomerHistory(JANUARY, List.of(invoices), terms, Block.NONE, Qualification.NONE);
        var earned = new ArrayList<String>();
        for (var invoice : invoices) {
            history.inputs(invoice)
                    .map(Inputs::earnings)
                    .orElse(List.of())
                    .forEach(earning -> earned.add(invoice.ref() + " " + earning.kind() + " " + earning.amount()));
        }
        return earned;
    }

    @Test
    void rates_of_an_old_rule_set_stay_together_what_they_were_when_other_terms_are_added() {
        var rules = Rules.rates(9_000, 8_000, 3_000);
        var sold = invoice("in", JANUARY, line("pro", 50_000, 5));
        var alone = earned(Rules.forCustomer(rules), sold);
        assertThat(alone).containsExactly("in FIRST 9000", "in RECURRING 32000", "in BONUS 6000");
        assertThat(earned(terms(rules, Map.of(Subject.product("other"), rates(1, 1, 1))), sold))
                .isEqualTo(alone);
    }

    @Test
    void a_bonus_of_another_level_is_cut_to_what_the_rate_beneath_leaves() {
        var special =
                Map.of(Subject.of(NORA), rates(null, null, 7_000), Subject.product("pro"), rates(9_000, 2_000, null));
        assertThat(earned(terms(Rules.STANDARD, special), invoice("in", JANUARY, line("pro", 50_000, 5))))
                .containsExactly("in FIRST 9000", "in RECURRING 8000", "in BONUS 14000");
    }

    @Test
    void a_bonus_on_a_flat_sale_is_not_cut() {
        var special = Map.of(Subject.of(NORA), rates(null, 9_000, 10_000), Subject.product("pro"), flatSale(5));
        var terms = terms(Rules.STANDARD, special);
        var inputs = new CustomerHistory(
                        JANUARY,
                        List.of(invoice("in", JANUARY, line("pro", 50_000, 5))),
                        terms,
                        Block.NONE,
                        Qualification.NONE)
                .inputs(invoice("in", JANUARY, line("pro", 50_000, 5)))
                .orElseThrow();
        assertThat(inputs.earnings()).extracting(Earning::amount).containsExactly(5L, 20_000L);
        assertThat(inputs.earnings()).extracting(Earning::flat).containsExactly(true, false);
    }

    @Test
    void what_was_given_back_frees_the_customers_cap() {
        var terms = terms(Rules.STANDARD, Map.of(Subject.of(NORA), capCustomer(4_000)));
        var back = invoice("in1", JANUARY, line("pro", 10_000, 1));
        var refunded = new CustomerInvoice(
                "in1",
                back.charge(),
                new MoneyBack(List.of(new MoneyBack.Refunded(JANUARY.plusSeconds(60), 10_000)), 0));
        var next = invoice("in2", JANUARY.plusSeconds(120), line("pro", 10_000, 1));
        assertThat(earned(terms, back, next)).containsExactly("in1 FIRST 3000", "in2 FIRST 1000");
        assertThat(earned(terms, refunded, next)).containsExactly("in1 FIRST 3000", "in2 FIRST 3000");
    }
}
