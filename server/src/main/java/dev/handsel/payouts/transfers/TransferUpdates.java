package dev.handsel.payouts.transfers;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.payouts.lifecycle.Payout;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.lifecycle.PayoutTerms;
import dev.handsel.payouts.lifecycle.PayoutTerms.Origin;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Program.PayoutProvider;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.affiliates.Affiliates;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/**
 * Takes over what Stripe says of a transfer, whoever asked for it and however late: that it exists, and how much came back.
 * Both only ever grow, so that the order in which news arrive does not matter.
 */
@Service
public class TransferUpdates {

    private static final Logger log = LoggerFactory.getLogger(TransferUpdates.class);
    private static final String ACTOR = "stripe";

    private final PayoutSteps payouts;
    private final Programs programs;
    private final Affiliates affiliates;
    private final KnownTransfers known;
    private final Transactions transactions;
    private final InstantSource clock;

    TransferUpdates(
            PayoutSteps payouts,
            Programs programs,
            Affiliates affiliates,
            KnownTransfers known,
            Transactions transactions,
            InstantSource clock) {
        this.payouts = payouts;
        this.programs = programs;
        this.affiliates = affiliates;
        this.known = known;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What a transfer turned out to be. */
    public enum TransferFinding {
        /** It belongs to a payout here, which is as it should be now. */
        KNOWN,
        /** It belongs to a payout that this database had lost, or had given up. */
        RECOVERED,
        /** No payout of any programme here: the platform's own business. */
        FOREIGN,
        /** It claims to be of a programme here and cannot be booked: somebody must look. */
        UNEXPLAINED
    }

    /**
     * Takes it over.
     *
     * @param transfer the object as Stripe answers it
     * @see <a href="https://docs.stripe.com/api/transfers/object">docs.stripe.com/api/transfers/object</a>
     */
    public TransferFinding apply(JsonNode transfer) {
        var id = id(transfer, "payout_id", PayoutId::parse);
        var program = id(transfer, "program_id", ProgramId::parse).flatMap(named -> programs.named(named.toString()));
        if (id.isEmpty() || program.isEmpty()) {
            return TransferFinding.FOREIGN;
        }
        return transactions.required(() -> {
            var known = payouts.take(id.get());
            return known.isPresent() ? known(known.get(), transfer) : lost(transfer, id.get(), program.get());
        });
    }

    /** Takes over the answer to our own request, in the caller's transaction. */
    void created(Outgoing item, JsonNode transfer) {
        var payout = payouts.take(item.id()).orElseThrow();
        var seen = new TransferSeen(item.number(), transfer);
        if (!known.apply(payout, seen, "sender", false)) {
            log.error("transfer {} is not what was to be made of payout {}", seen.reference(), item.id());
        }
    }

    private TransferFinding known(Payout payout, JsonNode transfer) {
        var id = payout.terms().id();
        var number = TransferRequest.part(transfer);
        var fits = number.isPresent()
                && transfer.path("destination")
                        .asString("")
                        .equals(payout.terms().destination())
                && known.apply(payout, new TransferSeen(number.getAsInt(), transfer), ACTOR, true);
        if (!fits) {
            log.error("transfer {} is not what payout {} asked for", Stripe.text(transfer, "id"), id);
            return TransferFinding.UNEXPLAINED;
        }
        var left = payouts.find(id).orElseThrow().moved().left();
        if (payout.isOpen() || left == payout.moved().left()) {
            return TransferFinding.KNOWN;
        }
        log.error("payout {} was {} and more of it had left", id, payout.state().word());
        return TransferFinding.RECOVERED;
    }

    private TransferFinding lost(JsonNode transfer, PayoutId id, Program program) {
        var affiliate = id(transfer, "affiliate_id", AffiliateId::parse);
        var reference = Stripe.text(transfer, "id");
        if (affiliate.isEmpty() || affiliates.find(affiliate.get()).isEmpty()) {
            log.error("transfer {} of payout {} went to an affiliate who is not here", reference, id);
            return TransferFinding.UNEXPLAINED;
        }
        var part = TransferRequest.part(transfer);
        if (part.isEmpty()) {
            log.error("transfer {} names no part of payout {} that there can be", reference, id);
            return TransferFinding.UNEXPLAINED;
        }
        log.error("payout {} was lost by this database and is written down again: {}", id, reference);
        var seen = new TransferSeen(part.getAsInt(), transfer);
        var terms = new PayoutTerms(
                id,
                program.id(),
                affiliate.get(),
                seen.whole(),
                PayoutProvider.STRIPE,
                transfer.path("destination").asString(""),
                Origin.RECOVERED,
                ACTOR,
                false,
                program.live() ? Instant.ofEpochSecond(transfer.path("created").asLong()) : program.now(clock),
                1);
        known.recover(terms, seen, ACTOR);
        return TransferFinding.RECOVERED;
    }

    private static <T> Optional<T> id(JsonNode transfer, String name, Function<String, T> parse) {
        var text = transfer.path("metadata").path(name).asString("");
        try {
            return Optional.of(parse.apply(text));
        } catch (Refused notOurs) {
            return Optional.empty();
        }
    }
}
