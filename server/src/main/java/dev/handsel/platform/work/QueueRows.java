package dev.handsel.platform.work;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table are a queue, and how it is worked through. They stay with the store that owns them: it adds them and
 * ends them; the queue moves {@code due_at} ahead, counts tries, and asks.
 *
 * <p>The column {@code due_at} says when a row is worked on next, and while somebody does, until when nobody else; it needs an
 * index with the key, of the open rows. Names and conditions are pieces of SQL: constants of our code, never what was sent.
 */
public final class QueueRows {

    private static final Pattern NAME = Pattern.compile("[a-z_]+");

    final String table;
    final List<String> key;
    String open = "true";

    @Nullable String givenUp;

    @Nullable String tries;

    @Nullable String since;

    @Nullable String note;

    Duration lease = Duration.ofMinutes(5);

    @Nullable Pauses pauses;

    @Nullable Duration oldest;

    int mostTries = Integer.MAX_VALUE;

    @Nullable InstantSource clock;

    private QueueRows(String table, List<String> key) {
        this.table = name(table);
        this.key = key.stream().map(QueueRows::name).toList();
    }

    /** All rows of the table, by the columns of its primary key. */
    public static QueueRows of(String table, String... key) {
        return new QueueRows(table, List.of(key));
    }

    private static String name(String column) {
        if (!NAME.matcher(column).matches()) {
            throw new IllegalArgumentException(column + " is no name of a table or column");
        }
        return column;
    }

    /** Only rows of which this is true are to be worked on: {@code state = 'waiting'}. */
    public QueueRows open(String condition) {
        open = condition;
        return this;
    }

    /** Nobody else gets a row for so long after a claim: longer than any work on one takes. Five minutes by default. */
    public QueueRows lease(Duration length) {
        lease = length;
        return this;
    }

    /** Counts in this column how often a row was claimed, whatever became of it; needed for pauses that grow. */
    public QueueRows tries(String column, Pauses after) {
        tries = name(column);
        pauses = after;
        return this;
    }

    /** A column that says why a row that was tried waits, in words for people. */
    public QueueRows note(String column) {
        note = name(column);
        return this;
    }

    /** A row that has been there for so long since the time in this column is not put off any more. */
    public QueueRows giveUpAfter(Duration age, String sinceColumn) {
        oldest = age;
        since = name(sinceColumn);
        return this;
    }

    /** A row that was tried so often is not put off any more. */
    public QueueRows giveUpAfter(int tries) {
        mostTries = tries;
        return this;
    }

    /** Rows of which this is true were given up, and are counted in the figures as long as they are there. */
    public QueueRows givenUp(String condition) {
        givenUp = condition;
        return this;
    }

    /** Waits by this clock, not by that of the database, which all replicas share. */
    public QueueRows by(InstantSource clock) {
        this.clock = clock;
        return this;
    }
}
