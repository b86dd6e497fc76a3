package dev.handsel.fraud.evaluation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;

import dev.handsel.testing.StatementCount;
import java.util.Collections;
import java.util.List;

/**
 * The statements of one batch.
 *
 * @param ofMidnights those that follow from midnights that passed in it
 * @param own all others
 */
record BatchCost(List<String> ofMidnights, List<String> own) {

    private static final String AT_MIDNIGHT = "select account from fraud_account where program_id = ? and changed";

    static BatchCost of(StatementCount count) {
        var parts = count.statements().stream()
                .map(statement -> statement.replaceAll("\\s+", " ").strip())
                .collect(partitioningBy(BatchCost::isOfMidnight));
        return new BatchCost(parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
    }

    private static boolean isOfMidnight(String statement) {
        return statement.equals(AT_MIDNIGHT)
                || statement.contains(" and matures_at <= ?")
                || statement.contains(" and referrer = ?")
                || statement.contains("join click k on k.affiliate_id = a.id");
    }

    int midnights() {
        return Collections.frequency(ofMidnights, AT_MIDNIGHT);
    }

    /** How often the one was executed that was so most often, midnights apart. */
    long mostOften() {
        return own.stream().collect(groupingBy(statement -> statement, counting())).values().stream()
                .mapToLong(times -> times)
                .max()
                .orElse(0);
    }
}
