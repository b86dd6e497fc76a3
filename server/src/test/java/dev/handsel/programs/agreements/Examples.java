package dev.handsel.programs.agreements;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.TermsId;
import dev.handsel.base.money.BasisPoints;
import java.time.Instant;
import java.util.Map;

/** Terms of every level that one affiliate has beside a rule set. */
final class Examples {

    static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    static final AffiliateId NORA = AffiliateId.fresh();
    static final LinkId LINK = LinkId.fresh();

    static final Offer RULES = new Offer(
            Level.PROGRAM, "v1", Conditions.of(new BasisPoints(1), new BasisPoints(2), new BasisPoints(3), 4));

    static final BasisPoints RATE = new BasisPoints(5);

    private Examples() {}

    static Amounts amounts(int value) {
        return new Amounts(Map.of("USD", (long) value));
    }

    static Conditions conditions(int place, Object value) {
        var members = new Object[11];
        members[place] = value;
        return new Conditions(
                (BasisPoints) members[0],
                (BasisPoints) members[1],
                (BasisPoints) members[2],
                (Integer) members[3],
                (Integer) members[4],
                (Amounts) members[5],
                (Amounts) members[6],
                (Amounts) members[7],
                (Amounts) members[8],
                (Amounts) members[9],
                (Tiers) members[10]);
    }

    static Subject subject(Level level) {
        return switch (level) {
            case LINK -> Subject.of(LINK);
            case COUPON -> Subject.coupon(" nora10 ");
            case AFFILIATE -> Subject.of(NORA);
            case GROUP -> Subject.group("gold");
            case PRODUCT -> Subject.product("pro");
            case PROGRAM -> Subject.PROGRAM;
        };
    }

    static SpecialTerms terms(Level level, Instant from, Conditions conditions) {
        return new SpecialTerms(TermsId.fresh(), subject(level), from, conditions).addedAt(from.minusNanos(1));
    }

    static Agreement judged(Agreements agreements, Level by) {
        return agreements.at(JULY, subject(by), NORA, "gold", "pro", RULES);
    }
}
