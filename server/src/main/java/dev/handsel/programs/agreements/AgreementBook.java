package dev.handsel.programs.agreements;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Transactions;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The agreements of programmes. What was read is remembered and only added to, so that whoever knows the version of a
 * programme asks the database for nothing, or for what is new.
 */
@Component
public class AgreementBook {

    /**
     * Entries that are remembered of all programmes together: terms, memberships, fixed months and who reached a step in them, each
     * of about 150 bytes, so that they take 75 MB at most. What was used least is read again; a programme that has more by itself,
     * such as 100 terms whose tiers 5,000 affiliates reach, month after month for a year, is read anew by each who asks.
     */
    private static final long MOST = 500_000;

    record Known(AgreementVersion version, Agreements agreements) {}

    private static final Known NOTHING = new Known(AgreementVersion.NONE, Agreements.NONE);

    private final SpecialTermsStore terms;
    private final GroupStore groups;
    private final TierStore tiers;
    private final Cache<ProgramId, Known> cache = remembering(MOST);

    AgreementBook(SpecialTermsStore terms, GroupStore groups, TierStore tiers) {
        this.terms = terms;
        this.groups = groups;
        this.tiers = tiers;
    }

    static Cache<ProgramId, Known> remembering(long entries) {
        return Caffeine.newBuilder()
                .maximumWeight(entries)
                .<ProgramId, Known>weigher((_, known) -> known.agreements().entries())
                .build();
    }

    /**
     * The agreements of a programme up to this version, which the caller read from the database. What was read in a transaction
     * is remembered once that is committed, as it may have added some itself.
     */
    public Agreements of(ProgramId program, AgreementVersion version) {
        var known = Optional.ofNullable(cache.getIfPresent(program)).orElse(NOTHING);
        if (known.version().equals(version)) {
            return known.agreements();
        }
        if (!version.includes(known.version())) {
            return read(program, NOTHING, version);
        }
        var now = read(program, known, version);
        Transactions.afterCommit(() -> cache.put(program, new Known(version, now)));
        return now;
    }

    private Agreements read(ProgramId program, Known known, AgreementVersion version) {
        var from = known.version();
        return known.agreements()
                .with(
                        terms.between(program, from.terms(), version.terms()),
                        groups.between(program, from.members(), version.members()),
                        tiers.between(program, from.tiers(), version.tiers()));
    }
}
