package dev.handsel.fraud.verdicts;

import dev.handsel.fraud.rules.Verdict;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether two verdicts say the same by the same evidence, whatever types their numbers have: what was stored has lost them. */
final class SameVerdict {

    private SameVerdict() {}

    static boolean of(Verdict one, Verdict other) {
        return one.rule() == other.rule()
                && one.version() == other.version()
                && one.type() == other.type()
                && one.action() == other.action()
                && Double.compare(one.score(), other.score()) == 0
                && same(one.evidence().facts(), other.evidence().facts())
                && same(one.evidence().weights(), other.evidence().weights())
                && same(one.evidence().thresholds(), other.evidence().thresholds());
    }

    private static boolean same(Map<String, ?> one, Map<String, ?> other) {
        return one.keySet().equals(other.keySet())
                && one.entrySet().stream().allMatch(fact -> same(fact.getValue(), other.get(fact.getKey())));
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return (one instanceof Number number && other instanceof Number another)
                ? Double.compare(number.doubleValue(), another.doubleValue()) == 0
                : Objects.equals(one, other);
    }
}
