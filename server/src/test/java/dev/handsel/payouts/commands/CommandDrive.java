package dev.handsel.payouts.commands;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.commands.StripeCommand.CommandKind;
import dev.handsel.payouts.once.ErrandSender;
import dev.handsel.testing.Sandbox;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Brings what is asked of the simulated Stripe forward by hand, one step at a time. */
@Component
public class CommandDrive {

    private final CommandErrand errand;
    private final ErrandSender sender;
    private final CommandStore store;
    private final JdbcClient jdbc;
    private final Sandbox stripe = Sandbox.shared();

    CommandDrive(CommandErrand errand, ErrandSender sender, CommandStore store, JdbcClient jdbc) {
        this.errand = errand;
        this.sender = sender;
        this.store = store;
        this.jdbc = jdbc;
    }

    /** Does whatever is due now, of any payout. */
    public void send() {
        for (var claimed = errand.claim(); claimed.isPresent(); claimed = errand.claim()) {
            sender.work(errand, claimed.get());
        }
    }

    public void sendAgain(PayoutId payout) {
        due(payout);
        send();
    }

    /** As if it had waited long enough. */
    public void due(PayoutId payout) {
        jdbc.sql("update stripe_command set due_at = now() where payout_id = :id and due_at is not null")
                .param("id", payout.value())
                .update();
    }

    /** This very command, as somebody gets it whose turn it is; what else is due is done. */
    public StripeCommand claim(PayoutId payout) {
        due(payout);
        Optional<StripeCommand> found = Optional.empty();
        for (var claimed = errand.claim(); claimed.isPresent(); claimed = errand.claim()) {
            if (claimed.get().instruction().payout().equals(payout)) {
                found = claimed;
            } else {
                sender.work(errand, claimed.get());
            }
        }
        return found.orElseThrow();
    }

    public void work(StripeCommand claimed) {
        sender.work(errand, claimed);
    }

    /** The last command of this kind. */
    public StripeCommand last(CommandKind kind, PayoutId payout) {
        return store.list(kind, payout).getLast();
    }

    /** As if the first attempt had been so many hours earlier, here and at Stripe. */
    public void hoursAgo(PayoutId payout, int hours) {
        hoursAgo(jdbc, "payout_id = '" + payout.value() + "'", hours);
        stripe.later(Duration.ofHours(hours));
    }

    /** As if what was first sent of these commands had been sent so many hours earlier. */
    public static void hoursAgo(JdbcClient jdbc, String where, int hours) {
        jdbc.sql("alter table stripe_command disable trigger stripe_command_frozen")
                .update();
        jdbc.sql("update stripe_command set first_sent_at = first_sent_at - make_interval(hours => :hours) where "
                        + where)
                .param("hours", hours)
                .update();
        jdbc.sql("alter table stripe_command enable trigger stripe_command_frozen")
                .update();
    }
}
