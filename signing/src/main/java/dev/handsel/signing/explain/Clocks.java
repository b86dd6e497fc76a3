package dev.handsel.signing.explain;

import dev.handsel.signing.explain.Mistake.Code;
import dev.handsel.signing.verify.Policy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** What is wrong with the time of a signature. */
final class Clocks {

    private static final long MILLISECONDS_SINCE_1973 = 100_000_000_000L;
    private static final long TOLERANCE = 300;
    private static final int QUARTER = 900;

    private Clocks() {}

    static Optional<Mistake> mistake(Instant signedAt, Instant now, boolean fourHeaders, Policy policy) {
        long ahead = signedAt.getEpochSecond() - now.getEpochSecond();
        long most = (fourHeaders ? policy.past() : policy.future()).toSeconds();
        if (-ahead <= policy.past().toSeconds() && ahead <= most) {
            return Optional.empty();
        }
        if (signedAt.getEpochSecond() >= MILLISECONDS_SINCE_1973) {
            return Optional.of(new Mistake(Code.MILLISECONDS, "The time is in milliseconds; write whole seconds."));
        }
        long offset = Math.round((double) ahead / QUARTER) * QUARTER;
        if (offset != 0 && isUsed(offset) && Math.abs(ahead - offset) <= TOLERANCE) {
            return Optional.of(new Mistake(
                    Code.LOCAL_TIME,
                    "The time looks like local time of UTC" + ZoneOffset.ofTotalSeconds((int) offset)
                            + " that was taken for UTC (or the request is that old)."));
        }
        var side = ahead > 0 ? " s ahead of" : " s behind";
        return Optional.of(new Mistake(
                Code.CLOCK_OFF,
                "The time of the signature is " + Math.abs(ahead) + side
                        + " the verifier's: set the client's clock, or send the request as soon as it is signed."));
    }

    /** Whether clocks anywhere show this offset; few of the quarters of an hour are used. */
    private static boolean isUsed(long offset) {
        if (Math.abs(offset) > 14 * 4 * QUARTER) {
            return false;
        }
        return switch ((int) (offset / QUARTER)) {
            case -38, -14, -10, 14, 18, 22, 23, 26, 35, 38, 42, 51, 55 -> true;
            default -> offset % (4 * QUARTER) == 0;
        };
    }
}
