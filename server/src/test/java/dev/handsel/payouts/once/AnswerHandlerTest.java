package dev.handsel.payouts.once;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.platform.stripe.StripeAnswer;
import dev.handsel.platform.stripe.StripeAnswer.Declined;
import dev.handsel.testing.HandselTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.JsonNodeFactory;

/** What may be concluded from each answer, whatever it is an answer to. */
@HandselTest
class AnswerHandlerTest {

    private static final StripeAnswer DONE = new StripeAnswer.Done(JsonNodeFactory.instance.objectNode());
    private static final StripeAnswer REFUSED = new Declined(400, "account_closed", "It is closed.");
    private static final StripeAnswer KEY_REUSED = new Declined(400, "idempotency_error", "Another request.");
    private static final StripeAnswer DENIED = new StripeAnswer.Denied("no such key");
    private static final StripeAnswer BUSY = new StripeAnswer.Busy(Duration.ofSeconds(7));
    private static final StripeAnswer SILENCE = new StripeAnswer.Unclear("nothing came");

    @Autowired
    AnswerHandler answers;

    private final Notebook notebook = new Notebook();

    private void last(StripeAnswer answer) {
        answers.apply(notebook, "it", notebook.standing.attempts(), answer);
    }

    private void attempts(int attempts, int unanswered) {
        notebook.standing = new Standing(attempts, unanswered, true, Duration.ofHours(25));
    }

    @Test
    void what_was_done_is_settled_whatever_was_known() {
        attempts(3, 3);
        answers.apply(notebook, "it", 1, DONE);

        assertThat(notebook.notes).containsExactly("settle");
    }

    @Test
    void a_refusal_of_the_only_attempt_is_written_down_before_anything_else_is_asked() {
        last(REFUSED);

        assertThat(notebook.notes).containsExactly("answered", "refused: account_closed", "was refused");
    }

    @Test
    void a_refusal_after_an_unclear_attempt_waits_for_the_look_up() {
        attempts(2, 2);
        last(REFUSED);

        assertThat(notebook.notes).containsExactly("answered", "unclear until it is conclusive", "was refused");
    }

    @Test
    void a_refusal_of_an_earlier_attempt_ends_nothing() {
        attempts(2, 1);
        answers.apply(notebook, "it", 1, REFUSED);

        assertThat(notebook.notes).containsExactly("answered", "was refused");
    }

    @Test
    void a_refusal_of_what_is_over_ends_nothing() {
        notebook.over = true;
        last(REFUSED);

        assertThat(notebook.notes).containsExactly("answered", "was refused");
    }

    @Test
    void a_key_that_stripe_knows_with_another_request_says_nothing_of_the_attempt() {
        last(KEY_REUSED);

        assertThat(notebook.notes).containsExactly("unclear");
        assertThat(notebook.standing.unanswered()).isEqualTo(1);
    }

    @Test
    void a_silence_leaves_the_attempt_unanswered() {
        last(SILENCE);

        assertThat(notebook.notes).containsExactly("unclear");
        assertThat(notebook.standing.unanswered()).isEqualTo(1);
    }

    @Test
    void a_silence_about_an_earlier_attempt_says_nothing() {
        attempts(2, 2);
        answers.apply(notebook, "it", 1, SILENCE);

        assertThat(notebook.notes).isEmpty();
    }

    @Test
    void too_many_requests_are_no_attempt() {
        last(BUSY);

        assertThat(notebook.notes).containsExactly("answered", "put back for PT7S");
    }

    @Test
    void a_key_that_is_not_accepted_closes_the_gate_and_is_no_attempt() {
        last(DENIED);

        assertThat(notebook.notes).containsExactly("denied", "answered", "put back for PT1M");
    }

    @Test
    void what_stripe_did_not_look_at_stays_unclear_after_an_unclear_attempt() {
        attempts(2, 2);
        last(BUSY);

        assertThat(notebook.notes).containsExactly("answered", "unclear");
    }

    @Test
    void a_question_without_an_answer_concludes_nothing_and_is_asked_again() {
        answers.silent(notebook, "it", SILENCE);
        answers.silent(notebook, "it", BUSY);
        answers.silent(notebook, "it", REFUSED);
        answers.silent(notebook, "it", DENIED);

        assertThat(notebook.notes)
                .containsExactly(
                        "asks again after PT30S",
                        "asks again after PT7S",
                        "asks again after PT5M",
                        "denied",
                        "asks again after PT1M");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void nobody_concludes_that_nothing_was_done_while_an_attempt_is_unanswered(int earlier) {
        attempts(earlier + 1, earlier + 1);
        last(REFUSED);
        last(BUSY);

        assertThat(notebook.notes).noneMatch(note -> note.startsWith("refused"));
    }
}
