package dev.handsel.stripesim.events;

import java.time.Duration;

/**
 * How events travel.
 *
 * @param hold whether they wait for a flush
 * @param duplicates how many more copies of each are sent
 * @param delay how long each waits; with {@code shuffle} the longest it may wait
 * @param backoff how long the first repeat waits; each further one waits four times as long
 */
public record Plan(boolean hold, int duplicates, Duration delay, boolean shuffle, Duration backoff) {

    public static final Plan PLAIN = new Plan(false, 0, Duration.ZERO, false, Duration.ofMillis(100));
}
