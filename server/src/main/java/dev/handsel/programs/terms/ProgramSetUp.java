package dev.handsel.programs.terms;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.ApiKeys;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.agreements.Standing;
import java.text.Normalizer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** How a programme comes into being: with the rule set {@code default} and one API key. */
@Service
public class ProgramSetUp {

    private static final int LONGEST_DERIVED = 50;
    private static final int NAMESAKES = 1000;

    private final ProgramStore store;
    private final RuleSetStore ruleSets;
    private final ApiKeys apiKeys;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final InstantSource clock;

    ProgramSetUp(
            ProgramStore store,
            RuleSetStore ruleSets,
            ApiKeys apiKeys,
            AuditTrail audit,
            Transactions transactions,
            InstantSource clock) {
        this.store = store;
        this.ruleSets = ruleSets;
        this.apiKeys = apiKeys;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A programme that was just made, and the only sight of its first API key. */
    public record Created(Program program, String apiKey) {
        @Override
        public String toString() {
            return "Created[program=" + program.id() + "]";
        }
    }

    /**
     * What this server can do for a programme.
     *
     * @param stripeConfigured whether it can pay through Stripe
     * @param links where its links are
     */
    record Abilities(boolean stripeConfigured, LinkHosts links) {}

    /**
     * Makes the programme. A slug that was asked for and is taken is refused (409 {@code slug_taken}).
     *
     * @param server what of this server a programme needs: one that it cannot serve is refused
     */
    Created create(ProgramDraft draft, Abilities server, String actor) {
        var now = clock.instant();
        ProgramFaults.check(draft, now, server);
        var wanted = program(draft, draft.slug().orElseGet(() -> slug(draft.name())), now);
        return transactions.required(() -> {
            var program = draft.slug().isPresent() ? add(Stream.of(wanted)) : add(namesakes(wanted));
            ruleSets.add(program.id(), Standing.added(RuleSet.standard(draft)), program.createdAt());
            audit.record(actor, "program.created", program.id().toString(), ProgramView.of(program));
            var key = apiKeys.issue(program.id(), program.live(), "default", actor);
            return new Created(program, key.text());
        });
    }

    private Program add(Stream<Program> candidates) {
        return candidates
                .filter(store::add)
                .findFirst()
                .orElseThrow(() -> Refused.conflict("slug_taken", "Another programme has this slug."));
    }

    private static Stream<Program> namesakes(Program wanted) {
        return Stream.concat(
                Stream.of(wanted),
                Stream.iterate(2, number -> number + 1)
                        .limit(NAMESAKES)
                        .map(number -> wanted.withSlug(wanted.slug() + "-" + number)));
    }

    private static Program program(ProgramDraft draft, String slug, Instant now) {
        return new Program(
                ProgramId.fresh(),
                draft.name(),
                slug,
                draft.live()
                        ? new ProgramClock.Live()
                        : new ProgramClock.Test(draft.clock().orElse(now)),
                draft.landingUrl().toString(),
                draft.allowedLandingHosts(),
                Currency.of(draft.currency()),
                draft.holdDays(),
                Map.copyOf(draft.payoutMinimums()),
                draft.payoutSchedule(),
                draft.payoutHour(),
                draft.payoutProvider(),
                draft.twoPersonPayouts(),
                draft.attribution(),
                draft.consent(),
                draft.tracking(),
                1,
                now);
    }

    /** The name in lower-case ASCII letters and digits, everything else as single hyphens. */
    static String slug(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        var cut = plain.substring(0, Math.min(plain.length(), LONGEST_DERIVED)).replaceAll("^-|-$", "");
        return cut.isEmpty() ? "program" : cut;
    }
}
