package dev.handsel.fraud.evaluation;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.accounts.Contexts;
import dev.handsel.fraud.accounts.MemoryRows;
import dev.handsel.fraud.accounts.Origins;
import dev.handsel.fraud.accounts.Origins.Clicked;
import dev.handsel.fraud.identities.FollowedEvent;
import dev.handsel.fraud.identities.Follower.Batch;
import dev.handsel.fraud.identities.Follower.Standing;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.verdicts.Judgement;
import dev.handsel.fraud.verdicts.Moment;
import dev.handsel.fraud.verdicts.Subject;
import dev.handsel.fraud.verdicts.Whitelist;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What rules would say of a programme by other parameters: by the same engine, in memory, with what the rest of the product knows by
 * now. Nothing is written.
 */
@Service
public class Rehearsals {

    /** So many accounts are at hand; of the others is kept what would be stored of them. */
    private static final int AT_HAND = 20_000;

    private final Contexts contexts;
    private final Origins origins;
    private final Whitelist whitelist;

    Rehearsals(Contexts contexts, Origins origins, Whitelist whitelist) {
        this.contexts = contexts;
        this.origins = origins;
        this.whitelist = whitelist;
    }

    /** Begins where nothing has been told. */
    public Rehearsal begin(ProgramId program, Parameters parameters) {
        return new Rehearsal(program, parameters, whitelist.crowdsSince(program));
    }

    /** One that goes on, batch by batch; for one thread. */
    public final class Rehearsal implements Engine.Days {

        private record Key(Subject subject, Rule rule, String other) {}

        private final ProgramId program;
        private final Parameters parameters;
        private final Map<UUID, Instant> crowds;
        private final MemoryRows rows = new MemoryRows();
        private final SequencedMap<Key, Judgement> said = new LinkedHashMap<>();
        private WorkingSet set = new WorkingSet(rows, new Totals());

        private Rehearsal(ProgramId program, Parameters parameters, Map<UUID, Instant> crowds) {
            this.program = program;
            this.parameters = parameters;
            this.crowds = Map.copyOf(crowds);
        }

        /** Takes in what was told. */
        public void take(Batch batch) {
            set.crowds = crowdsBy(batch);
            var context = contexts.read(program, batch.events(), set.codes);
            new Foresight(set).prepare(batch, context);
            var engine = new Engine(set, context, parameters, this);
            engine.run(batch.events(), batch.affiliates(), batch.until()).forEach(this::say);
            set.flush();
            if (set.size() > AT_HAND) {
                var fewer = new WorkingSet(rows, set.totals);
                fewer.codes.putAll(set.codes);
                set = fewer;
            }
        }

        /** Has as many midnights passed as have where this is kept of the programme; null where nothing is. */
        public void passAsFarAs(@Nullable String state) {
            long day = Totals.read(state).day;
            if (day != Totals.NEVER) {
                take(new Batch(new Standing(program, null, null), List.of(), List.of(), start(day)));
            }
        }

        /** Addresses are a crowd's from when somebody said so, as they were for who judged. */
        private Set<UUID> crowdsBy(Batch batch) {
            var now = Stream.concat(
                            Stream.of(Instant.ofEpochMilli(set.totals.now)),
                            batch.events().stream().map(FollowedEvent::at))
                    .max(Instant::compareTo)
                    .orElseThrow();
            return crowds.entrySet().stream()
                    .filter(crowd -> !crowd.getValue().isAfter(now))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        }

        private void say(Moment moment) {
            for (var judgement : moment.judgements()) {
                var verdict = judgement.verdict();
                var key = new Key(judgement.subject(), verdict.rule(), judgement.other());
                if (verdict.action() == Action.CLEAR) {
                    said.remove(key);
                } else {
                    said.putLast(key, judgement);
                }
            }
        }

        /** The latest time of all that was told; the epoch before. */
        public Instant time() {
            return Instant.ofEpochMilli(set.totals.now);
        }

        /** How many accounts it has come across. */
        public int accounts() {
            return rows.size();
        }

        /** All that rules say by now, in the order in which they came to say it. */
        public List<Judgement> said() {
            return List.copyOf(said.values());
        }

        @Override
        public List<Clicked> clicks(long day) {
            return origins.clicks(program, start(day), start(day + 1));
        }

        @Override
        public long next(long day) {
            return Stream.of(rows.next(start(day)), origins.nextClick(program, start(day)))
                    .flatMap(Optional::stream)
                    .min(Instant::compareTo)
                    .map(at -> Math.max(day + 1, Math.ceilDiv(at.toEpochMilli(), Bounds.DAY)))
                    .orElse(Long.MAX_VALUE);
        }

        private static Instant start(long day) {
            return Instant.ofEpochMilli(day * Bounds.DAY);
        }
    }
}
