package dev.handsel.fraud.identities;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.Programs;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/** Forgets identities that nobody has told for long, by the clocks of their programmes and to the day (UTC). */
@Component
class IdentityRetention {

    private static final int AT_ONCE = 5_000;

    private final Programs programs;
    private final CursorStore cursors;
    private final IdentityStore identities;
    private final FraudSettings settings;
    private final Transactions transactions;
    private final InstantSource clock;

    IdentityRetention(
            Programs programs,
            CursorStore cursors,
            IdentityStore identities,
            FraudSettings settings,
            Transactions transactions,
            InstantSource clock) {
        this.programs = programs;
        this.cursors = cursors;
        this.identities = identities;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Forgets what is too old in all programmes. */
    void run() {
        cursors.programs().forEach(this::run);
    }

    void run(ProgramId program) {
        var today = LocalDate.ofInstant(programs.get(program).now(clock), ZoneOffset.UTC);
        var before = today.minus(settings.identitiesKept())
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        while (transactions.required(() -> {
            cursors.await(program);
            return identities.expire(program, before, AT_ONCE) == AT_ONCE;
        })) {}
    }
}
