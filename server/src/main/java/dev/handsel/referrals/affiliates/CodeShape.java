package dev.handsel.referrals.affiliates;

import com.ibm.icu.text.SpoofChecker;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a code looks like: two codes of one shape are taken for each other. It is the skeleton of Unicode Technical Standard
 * 39 of the code in small letters and in capitals, as people read and type it in both: {@code 0} and {@code o}, {@code 1},
 * {@code l} and {@code i}, {@code m} and {@code rn} are alike.
 */
record CodeShape(String text) {

    private static final SpoofChecker CHECKER =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

    /** Names that people would take for the programme's own, or that stand for something else in addresses. */
    private static final Set<CodeShape> RESERVED = Stream.of(
                    ("abuse account accounts admin administrator affiliate affiliates api assets auth billing "
                                    + "devices docs finance handsel help helpdesk hostmaster login logout manager me "
                                    + "moderator null oauth2 official operator owner payment payments payout payouts "
                                    + "postmaster programs r root security setup signin signup staff support system "
                                    + "undefined v1 webmaster well-known www")
                            .split(" "))
            .map(CodeShape::of)
            .collect(Collectors.toUnmodifiableSet());

    /** The shape of a code, which is of small letters, digits, hyphens and underscores. */
    static CodeShape of(String code) {
        var small = CHECKER.getSkeleton(code).toLowerCase(Locale.ROOT);
        return new CodeShape(CHECKER.getSkeleton(small.toUpperCase(Locale.ROOT)).toLowerCase(Locale.ROOT));
    }

    /** Whether nobody may have it in the programme of this slug. */
    boolean isReserved(String programSlug) {
        return RESERVED.contains(this) || equals(of(programSlug));
    }
}
