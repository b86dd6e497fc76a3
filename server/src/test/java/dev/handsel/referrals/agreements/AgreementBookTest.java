package dev.handsel.referrals.agreements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.agreements.AgreementBook;
import dev.handsel.programs.agreements.AgreementVersion;
import dev.handsel.programs.agreements.Agreements;
import dev.handsel.testing.StatementCount;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Agreements are remembered, and whoever asks has those of the moment. */
class AgreementBookTest extends AgreementScene {

    @Autowired
    AgreementBook book;

    @Autowired
    Transactions transactions;

    private ProgramId program() {
        return ProgramId.parse(shop.id());
    }

    private int cost() {
        return StatementCount.of(() -> programs.terms(program())).total();
    }

    private void rated(String from, int rate) {
        assertThat(setting("affiliate", nora, from, "{\"first_rate_bp\": " + rate + "}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void terms_cost_one_statement_and_what_is_new_one_more_for_each_table() {
        assertThat(cost()).isOne();
        rated(NEXT, 5000);
        group("gold");
        enter("gold", nora, NEXT, true);

        programs.terms(program());
        assertThat(cost()).isOne();
        rated("2031-01-01T00:00:00Z", 6000);
        programs.terms(program());
        assertThat(cost()).isOne();
        assertThat(agreement(nora, NEXT).first().value().value()).isEqualTo(5000);
        assertThat(agreement(nora, "2031-01-01T00:00:00Z").first().value().value())
                .isEqualTo(6000);
    }

    @Test
    void what_another_server_added_counts_at_once() {
        rated(NEXT, 5000);
        programs.terms(program());
        insert("2030-02-01T00:00:00Z", 7000);

        assertThat(agreement(nora, "2030-02-01T00:00:00Z").first().value().value())
                .isEqualTo(7000);
    }

    @Test
    void what_is_taken_back_was_never_remembered() {
        var wrong = NEXT.replace("2030", "2029");
        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.run(() -> {
                    insert(wrong, 7000);
                    assertThat(agreement(nora, wrong).first().value().value()).isEqualTo(7000);
                    throw new IllegalStateException("taken back");
                }));
        rated(NEXT, 5000);

        assertThat(agreement(nora, wrong).first().winner().source()).isEqualTo("default");
        assertThat(agreement(nora, NEXT).first().value().value()).isEqualTo(5000);
    }

    private void insert(String from, int rate) {
        jdbc.sql("""
                insert into agreement_terms (id, program_id, level, subject, effective_from, conditions, created_at)
                values (gen_random_uuid(), :program, 'affiliate', :nora, :from::timestamptz,
                    jsonb_build_object('first_rate_bp', :rate), now())
                """)
                .param("program", program().value())
                .param("nora", nora)
                .param("from", from)
                .param("rate", rate)
                .update();
    }

    @Test
    void who_still_sees_an_earlier_moment_gets_its_agreements() {
        rated(NEXT, 5000);
        var before = version();
        rated("2030-02-01T00:00:00Z", 7000);
        var now = book.of(program(), version());

        var earlier = book.of(program(), before);
        assertThat(rate(earlier)).isEqualTo("5000");
        assertThat(rate(now)).isEqualTo("7000");
        assertThat(rate(book.of(program(), version()))).isEqualTo("7000");
    }

    private AgreementVersion version() {
        return jdbc.sql("select " + AgreementVersion.COLUMNS + " from program p where id = :id")
                .param("id", program().value())
                .query((row, _) -> AgreementVersion.read(row))
                .single();
    }

    private String rate(Agreements agreements) {
        var rules = programs.terms(program()).ruleSets().getFirst().offer();
        return String.valueOf(agreements
                .at(Instant.parse("2030-02-01T00:00:00Z"), null, AffiliateId.parse(nora), null, null, rules)
                .first()
                .value()
                .value());
    }
}
