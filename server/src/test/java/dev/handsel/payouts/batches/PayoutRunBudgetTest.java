package dev.handsel.payouts.batches;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.payouts.lifecycle.PayoutScene;
import dev.handsel.programs.terms.Programs;
import dev.handsel.testing.StatementCount;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a chunk of the batch costs, in SQL statements: the same however many balances are in it. */
class PayoutRunBudgetTest extends PayoutScene {

    private static final int BUDGET = 12;

    @Autowired
    PayoutRunner runner;

    @Autowired
    Programs programs;

    @Test
    void a_chunk_costs_the_same_however_many_it_pays_and_leaves() {
        var few = cost(1);
        var many = cost(60);
        System.out.println("statements of a chunk: " + many.total() + " of " + BUDGET);
        assertThat(many.total())
                .as(String.join("\n", many.statements()))
                .isEqualTo(few.total())
                .isLessThanOrEqualTo(BUDGET);
    }

    private StatementCount cost(int each) {
        var shop = shop();
        for (int i = 0; i < each; i++) {
            earned(shop, payee(shop), 7_000);
            earned(shop, payee(shop), 4_999);
        }
        return StatementCount.of(() -> assertThat(chunk(shop.id()).made()).hasSize(each));
    }

    private PayoutRunner.Chunk chunk(ProgramId program) {
        return transactions.required(() -> runner.chunk(programs.get(program), "system", NOW, 0));
    }
}
