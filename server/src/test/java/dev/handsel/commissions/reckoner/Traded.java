package dev.handsel.commissions.reckoner;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trade of a customer. */
record Traded(Instant opened, BigDecimal volume, List<Close> closes) {

    private static final Duration LEAST = Duration.ofMinutes(2);

    /** That so much of it was closed; all that is left where no volume is told. */
    record Close(Instant at, @Nullable BigDecimal volume) {}

    /** When the last of it was closed; nothing while some is open. */
    @Nullable Instant ended() {
        Instant last = null;
        var open = volume;
        boolean all = false;
        for (var close : closes) {
            if (last == null || close.at().isAfter(last)) {
                last = close.at();
            }
            if (close.volume() == null) {
                all = true;
            } else {
                open = open.subtract(close.volume());
            }
        }
        return all || open.signum() <= 0 ? last : null;
    }

    private boolean countsBy(Instant instant) {
        var end = ended();
        return end != null && !end.isAfter(instant) && !end.isBefore(opened.plus(LEAST));
    }

    /** When three of these that were held for two minutes had been closed on three days; nothing where they were not. */
    static @Nullable Instant enough(List<Traded> trades) {
        Instant earliest = null;
        for (var trade : trades) {
            var end = trade.ended();
            if (end != null && isEnough(trades, end) && (earliest == null || end.isBefore(earliest))) {
                earliest = end;
            }
        }
        return earliest;
    }

    private static boolean isEnough(List<Traded> trades, Instant by) {
        int count = 0;
        var days = new HashSet<LocalDate>();
        for (var trade : trades) {
            var end = trade.ended();
            if (end != null && trade.countsBy(by)) {
                count++;
                days.add(LocalDate.ofInstant(end, ZoneOffset.UTC));
            }
        }
        return count >= 3 && days.size() >= 3;
    }
}
