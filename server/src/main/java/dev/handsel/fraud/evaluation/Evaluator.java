package dev.handsel.fraud.evaluation;

import dev.handsel.base.facts.FactOutcome.Thing;
import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.accounts.Accounts;
import dev.handsel.fraud.accounts.Contexts;
import dev.handsel.fraud.accounts.Origins;
import dev.handsel.fraud.accounts.Origins.Clicked;
import dev.handsel.fraud.configuration.RuleConfigurations;
import dev.handsel.fraud.identities.Follower;
import dev.handsel.fraud.identities.Party;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.fraud.verdicts.Whitelist;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Evaluates what is followed: identities, counters, verdicts and how far that came change together or not at all. */
@Component
class Evaluator implements Follower {

    private final Accounts accounts;
    private final Contexts contexts;
    private final Origins origins;
    private final Verdicts verdicts;
    private final Whitelist whitelist;
    private final RuleConfigurations configurations;
    private final Remembered remembered = new Remembered();

    Evaluator(
            Accounts accounts,
            Contexts contexts,
            Origins origins,
            Verdicts verdicts,
            Whitelist whitelist,
            RuleConfigurations configurations) {
        this.accounts = accounts;
        this.contexts = contexts;
        this.origins = origins;
        this.verdicts = verdicts;
        this.whitelist = whitelist;
        this.configurations = configurations;
    }

    @Override
    public Followed follow(Batch batch, UUID next) {
        var program = batch.standing().program();
        // Taken away meanwhile: what is cut short must not be gone by.
        var set = remembered
                .take(program, batch.standing().version())
                .orElseGet(() -> new WorkingSet(
                        accounts.of(program), Totals.read(batch.standing().state())));
        set.crowds = whitelist.crowds(program);
        var context = contexts.read(program, batch.events(), set.codes);
        new Foresight(set).prepare(batch, context);
        var engine = new Engine(set, context, configurations.of(program).inForce(), new DaysOfProgram(program));
        var moments = engine.run(batch.events(), batch.affiliates(), batch.until());
        set.flush();
        FailPoints.reach("counters-are-written");
        set.forgetUnowned();
        if (!moments.isEmpty() || bringsCustomers(batch)) {
            verdicts.take(program, moments);
        }
        remembered.put(program, next, set);
        return new Followed(set.totals.text(), engine.leftOut());
    }

    private final class DaysOfProgram implements Engine.Days {

        private final ProgramId program;

        private DaysOfProgram(ProgramId program) {
            this.program = program;
        }

        @Override
        public List<Clicked> clicks(long day) {
            return origins.clicks(program, start(day), start(day + 1));
        }

        @Override
        public long next(long day) {
            return origins.nextMidnight(program, start(day))
                    .map(at -> Math.max(day + 1, Math.ceilDiv(at.toEpochMilli(), Bounds.DAY)))
                    .orElse(Long.MAX_VALUE);
        }

        private static Instant start(long day) {
            return Instant.ofEpochMilli(day * Bounds.DAY);
        }
    }

    /** Somebody who was judged before they were a customer may be one now. */
    private static boolean bringsCustomers(Batch batch) {
        return batch.events().stream()
                .flatMap(event -> event.fact().brings().stream())
                .anyMatch(waiting -> waiting.thing() == Thing.CUSTOMER);
    }

    @Override
    public boolean isLate(@Nullable String state, Instant until) {
        long day = Totals.read(state).day;
        return day != Totals.NEVER && day < Math.floorDiv(until.toEpochMilli(), Bounds.DAY);
    }

    @Override
    public String passOver(@Nullable String state, Instant until) {
        var totals = Totals.read(state);
        totals.day = Math.max(totals.day, Math.floorDiv(until.toEpochMilli(), Bounds.DAY));
        totals.now = Math.max(totals.now, until.toEpochMilli());
        return totals.text();
    }

    @Override
    public void forget(ProgramId program, Party party, Instant at) {
        verdicts.forget(program, party.key(), at);
        accounts.forget(program, party.key());
    }

    @Override
    public void forget(ProgramId program, Collection<Membership> gone) {
        var set = new WorkingSet(accounts.of(program), new Totals());
        var keys = gone.stream().map(Membership::account).distinct().toList();
        set.load(keys);
        for (var one : gone) {
            var account = set.account(one.account());
            var uses = account == null ? null : account.uses.get(one.key().kind());
            if (account != null && uses != null && uses.remove(one.key().hash()) != null) {
                account.usesChanged = true;
                set.changed(account);
            }
        }
        set.flush();
    }

    /** How many things are remembered in this process. */
    int remembered() {
        return remembered.size();
    }

    /** Forgets what is remembered in this process; what is kept stays. */
    void restart() {
        remembered.clear();
    }
}
