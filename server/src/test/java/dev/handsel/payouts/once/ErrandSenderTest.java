package dev.handsel.payouts.once;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.payouts.once.Preparation.AlreadyDone;
import dev.handsel.platform.stripe.StripeAnswer;
import dev.handsel.testing.HandselTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.JsonNodeFactory;

/** In which order an errand is looked at, written down and sent; what is sent is tested with those who have one. */
@HandselTest
class ErrandSenderTest {

    private static final Request REQUEST = new Request("/v1/things", "key", "a=b");

    @Autowired
    ErrandSender sender;

    private final Notebook notebook = new Notebook();

    private void sent(boolean repeatable, Duration untilConclusive) {
        notebook.frozen = REQUEST;
        notebook.standing = new Standing(1, 1, repeatable, untilConclusive);
    }

    private void prepared(Preparation preparation) {
        notebook.prepared = preparation;
        sender.work(notebook, "it");
    }

    @Test
    void it_is_looked_at_before_it_is_written_down_and_sent() {
        prepared(new Preparation.Ready(REQUEST));

        assertThat(notebook.notes).containsExactly("prepare", "begin");
    }

    @Test
    void what_comes_of_looking_is_written_down_and_nothing_is_sent() {
        prepared(new Preparation.Waits(Duration.ofHours(1), "why"));
        prepared(new Preparation.Silent(new StripeAnswer.Unclear("nothing came")));
        prepared(new Preparation.Never(Notebook.NEVER));
        prepared(new AlreadyDone(JsonNodeFactory.instance.objectNode()));
        prepared(new Preparation.Stays());

        assertThat(notebook.notes)
                .filteredOn(note -> !note.equals("prepare"))
                .containsExactly("waits for PT1H", "asks again after PT30S", "never sent: never", "settle");
    }

    @Test
    void while_the_key_is_good_the_same_request_is_sent_again() {
        sent(true, Duration.ofHours(3));
        sender.work(notebook, "it");

        assertThat(notebook.notes).containsExactly("begin");
    }

    @Test
    void after_that_nothing_is_sent_and_it_is_too_early_to_look() {
        sent(false, Duration.ofHours(1));
        sender.work(notebook, "it");

        assertThat(notebook.notes).containsExactly("unclear until it is conclusive");
    }

    @Test
    void at_last_it_is_looked_up_and_what_is_not_there_never_will_be() {
        sent(false, Duration.ZERO);
        sender.work(notebook, "it");

        assertThat(notebook.notes).containsExactly("look up", "refused: never");
    }

    @Test
    void a_look_up_without_an_answer_proves_nothing() {
        sent(false, Duration.ZERO);
        notebook.seen = new Seen.Silent(new StripeAnswer.Unclear("nothing came"));
        sender.work(notebook, "it");

        assertThat(notebook.notes).containsExactly("look up", "asks again after PT30S");
    }

    @Test
    void what_is_found_is_settled() {
        sent(false, Duration.ZERO);
        notebook.seen = new Seen.Present(JsonNodeFactory.instance.objectNode());
        sender.work(notebook, "it");

        assertThat(notebook.notes).containsExactly("look up", "settle");
    }

    @Test
    void what_somebody_else_has_ended_is_left_alone() {
        sent(true, Duration.ofHours(3));
        notebook.over = true;
        sender.work(notebook, "it");

        assertThat(notebook.notes).isEmpty();
    }
}
