package dev.handsel.payouts.commands;

import dev.handsel.payouts.accounts.PayoutAccount;
import dev.handsel.payouts.accounts.PayoutAccount.PayoutAccountState;
import dev.handsel.payouts.accounts.PayoutAccounts;
import dev.handsel.payouts.commands.StripeCommand.CommandKind;
import dev.handsel.payouts.lifecycle.Payout;
import dev.handsel.payouts.lifecycle.Payout.BankState;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.once.Preparation;
import dev.handsel.payouts.once.Reason;
import dev.handsel.payouts.once.Request;
import dev.handsel.payouts.once.Seen;
import dev.handsel.payouts.transfers.KnownAccounts;
import dev.handsel.payouts.transfers.KnownAccounts.Look;
import dev.handsel.payouts.transfers.Payments;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.Form;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.StripeAnswer;
import dev.handsel.platform.work.Pauses;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Bank payouts at Stripe, of what the transfers of one payout brought. An account that cannot be paid out, a bank that refused, and money
 * that is not there yet make it wait, with a reason.
 *
 * @see <a href="https://docs.stripe.com/api/payouts/create">docs.stripe.com/api/payouts/create</a>
 */
@Component
class BankPayoutWork implements CommandWork {

    static final String NOT_ENABLED = "The account at Stripe pays nothing out now.";
    static final String BANK_CHANGED = "The bank account was changed a short time ago.";
    static final String BANK_REFUSED = "The bank refused it. It goes on when another bank account is given to Stripe.";
    static final String NOT_YET = "The money is on the account at Stripe, and not free to be paid out yet.";

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LATER = Duration.ofHours(1);
    private static final Duration LATEST = Duration.ofDays(1);
    private static final Pauses REFUSED = Pauses.doubling(LATER, LATEST);

    /** After so long a bank that refused is asked once more, whatever is known of it. */
    private static final Duration BANK_IS_ASKED_AGAIN = Duration.ofDays(7);

    private final PayoutSteps payouts;
    private final PayoutAccounts accounts;
    private final KnownAccounts knownAccounts;
    private final Payments payments;
    private final BankPayouts banks;
    private final StripeCommands commands;
    private final Stripe stripe;
    private final Transactions transactions;
    private final InstantSource clock;

    BankPayoutWork(
            PayoutSteps payouts,
            PayoutAccounts accounts,
            KnownAccounts knownAccounts,
            Payments payments,
            BankPayouts banks,
            StripeCommands commands,
            Stripe stripe,
            Transactions transactions,
            InstantSource clock) {
        this.payouts = payouts;
        this.accounts = accounts;
        this.knownAccounts = knownAccounts;
        this.payments = payments;
        this.banks = banks;
        this.commands = commands;
        this.stripe = stripe;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public CommandKind kind() {
        return CommandKind.BANK_PAYOUT;
    }

    @Override
    public Preparation prepare(StripeCommand command) {
        var payout = payouts.find(command.instruction().payout()).orElseThrow();
        if (payout.reversed() == payout.moved().left()) {
            return never("reversed", "All of it was taken back.");
        }
        var account = accounts.findByReference(destination(payout))
                .filter(known -> known.state() != PayoutAccountState.DISCONNECTED);
        if (account.isEmpty()) {
            return never("destination_gone", "The payout account was disconnected.");
        }
        if (isPaidByStripe(command, payout)) {
            return never("paid_by_stripe", "Stripe pays it to the bank by itself.");
        }
        if (isTakenBack(payout)) {
            return new Preparation.Waits(SOON, null);
        }
        return switch (knownAccounts.look(destination(payout), account.get())) {
            case Look.Silent silent -> new Preparation.Silent(silent.answer());
            case Look.Known now -> hold(command, now.account()).orElseGet(() -> ready(command, payout));
        };
    }

    @Override
    public boolean preparesAnew() {
        return true;
    }

    /** Before the first of these, whatever goes to the bank was not ordered here. */
    private static boolean isPaidByStripe(StripeCommand command, Payout payout) {
        return command.undoneAt() == null
                && payout.left()
                        .filter(transfer -> transfer.bank() == BankState.PENDING || transfer.bank() == BankState.PAID)
                        .isPresent();
    }

    /** What is to come back does not go to the bank meanwhile. */
    private boolean isTakenBack(Payout payout) {
        return commands.list(CommandKind.REVERSAL, payout.terms().id()).stream()
                .anyMatch(reversal -> reversal.state().open());
    }

    private static Preparation never(String code, String message) {
        return new Preparation.Never(new Reason(code, message));
    }

    private static String destination(Payout payout) {
        return Objects.requireNonNull(payout.terms().destination());
    }

    private Optional<Preparation> hold(StripeCommand command, PayoutAccount account) {
        if (!account.paysByHand()) {
            return Optional.of(new Preparation.Waits(LATER, null));
        }
        if (!account.payoutsEnabled()) {
            return Optional.of(new Preparation.Waits(LATER, NOT_ENABLED));
        }
        var now = clock.instant();
        var held = account.heldByBank(stripe.bankChangeHold(), now);
        if (held.isPresent()) {
            return Optional.of(new Preparation.Waits(held.get(), BANK_CHANGED));
        }
        return bankRefused(command.undoneAt(), account.bankChangedAt(), now)
                ? Optional.of(new Preparation.Waits(LATER, BANK_REFUSED))
                : Optional.empty();
    }

    /** Whether it would go to the bank that refused it. */
    private static boolean bankRefused(@Nullable Instant undoneAt, @Nullable Instant changedAt, Instant now) {
        boolean refused = undoneAt != null && undoneAt.plus(BANK_IS_ASKED_AGAIN).isAfter(now);
        return refused && (changedAt == null || changedAt.isBefore(undoneAt));
    }

    /** What the transfers brought is in the account's own currency, and perhaps not free yet. */
    private Preparation ready(StripeCommand command, Payout payout) {
        var made = payments.of(payout.terms().id());
        if (made.isEmpty()) {
            return never("payment_unknown", "Stripe did not say what the transfer became on the account.");
        }
        long net = 0;
        var currency = "";
        for (var payment : made) {
            var answer = stripe.get("/v1/balance_transactions?limit=1&source=" + payment, destination(payout));
            if (!(answer instanceof StripeAnswer.Done(JsonNode list))) {
                return new Preparation.Silent(answer);
            }
            if (list.path("data").isEmpty()) {
                return new Preparation.Waits(SOON, null);
            }
            var movement = list.path("data").get(0);
            if (!movement.path("status").asString("").equals("available")) {
                return new Preparation.Waits(until(movement), NOT_YET);
            }
            net = Math.addExact(net, movement.path("net").asLong());
            currency = Stripe.text(movement, "currency");
        }
        return new Preparation.Ready(request(command, payout, net, currency));
    }

    private Duration until(JsonNode movement) {
        var free = Instant.ofEpochSecond(movement.path("available_on").asLong());
        var pause = Duration.between(clock.instant(), free);
        return pause.compareTo(SOON) < 0 ? SOON : pause.compareTo(LATEST) > 0 ? LATEST : pause;
    }

    private static Request request(StripeCommand command, Payout payout, long net, String currency) {
        var form = Form.of()
                .with("amount", rest(payout, net))
                .with("currency", currency)
                .with("metadata[payout_id]", payout.terms().id())
                .with("metadata[generation]", command.generation());
        var key = "bank_" + payout.terms().id().value() + "_" + command.generation();
        return new Request("/v1/payouts", key, form.text());
    }

    /** Of what came in, the part that was not taken back; exact where the account has the payout's currency. */
    private static long rest(Payout payout, long net) {
        var amount = BigInteger.valueOf(payout.moved().left());
        var left = amount.subtract(BigInteger.valueOf(payout.reversed()));
        return BigInteger.valueOf(net).multiply(left).divide(amount).longValueExact();
    }

    @Override
    public AfterRefusal refused(StripeCommand command, Reason reason) {
        return new AfterRefusal.Waits(REFUSED.after(command.generation()));
    }

    @Override
    public Seen lookUp(StripeCommand command) {
        var payout = payouts.find(command.instruction().payout()).orElseThrow();
        var path =
                "/v1/payouts?limit=100&created[gte]=" + since(command, payout).getEpochSecond();
        return Seen.among(stripe, path, destination(payout), bankPayout -> BankPayouts.does(command, bankPayout));
    }

    /** The payout may be older than the order, in a database that was lost; the clock of a test programme may be ahead. */
    private static Instant since(StripeCommand command, Payout payout) {
        var made = payout.terms().createdAt();
        return (made.isBefore(command.createdAt()) ? made : command.createdAt()).minus(LATEST);
    }

    @Override
    public void settle(StripeCommand command, JsonNode bankPayout) {
        transactions.run(() -> banks.found(command, bankPayout));
    }
}
