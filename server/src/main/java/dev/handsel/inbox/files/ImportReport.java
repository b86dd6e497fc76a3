package dev.handsel.inbox.files;

import dev.handsel.base.refusal.Fault;
import java.util.List;
import java.util.Map;

/**
 * What came of an import.
 *
 * @param counts all six results by the API's words, over the whole file
 * @param rejected the first few invalid events of this run
 * @param resumedAfter the line after which this run began; 0 at the beginning of the file
 * @param finished whether the end of the file was reached
 * @param pace how fast this run was
 */
public record ImportReport(
        Map<String, Long> counts, List<Rejected> rejected, long resumedAfter, boolean finished, ImportPace pace) {

    /** A line that was no event, and everything that is wrong with it. */
    public record Rejected(long line, List<Fault> faults) {}

    public long invalid() {
        return counts.getOrDefault("invalid", 0L);
    }
}
