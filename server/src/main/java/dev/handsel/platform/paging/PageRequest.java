package dev.handsel.platform.paging;

import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * Which page of a list is asked for, by {@code ?limit=} (1..100, default 25) and one of {@code ?after=} and
 * {@code ?before=}. A handler method takes it as a parameter; what is malformed has been refused by then.
 *
 * <p>A query selects {@code where ...} + {@link PageQuery#sql()}, which fetches one row more than the page holds, and hands
 * the rows to {@link Page}. Rows that existed before the first page was read appear exactly once, whatever is inserted
 * meanwhile.
 */
public final class PageRequest {

    private final int limit;
    private final Optional<Cursor> after;
    private final Optional<Cursor> before;

    PageRequest(int limit, Optional<Cursor> after, Optional<Cursor> before) {
        this.limit = limit;
        this.after = after;
        this.before = before;
    }

    /** The first page with this many rows. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, Optional.empty(), Optional.empty());
    }

    public int limit() {
        return limit;
    }

    /** The newest rows first, by a column of time-ordered UUIDs. */
    public PageQuery newestFirst(String column) {
        return cursor().map(cursor -> keyset(column, true, cursor.id())).orElseGet(() -> start(column, true));
    }

    /** Rows in ascending order of a column of unique texts. */
    public PageQuery ascending(String column) {
        return cursor().map(cursor -> keyset(column, false, cursor.key())).orElseGet(() -> start(column, false));
    }

    /**
     * The newest rows first, by a column of times and, where these are equal, one of texts; the two are unique together. Rows of
     * several tables may be put together to one page: {@link Page#dated}.
     */
    public PageQuery newestFirst(String time, String name) {
        var down = !backwards();
        var order = down ? "desc" : "asc";
        var byBytes = "(" + name + ") collate \"C\"";
        var ordered = " order by %s %s, %s %s limit :rows".formatted(time, order, byBytes, order);
        return cursor().map(Cursor::dated)
                .map(from -> new PageQuery(
                        " and (%s, %s) %s (:cursorAt, :cursorName)".formatted(time, byBytes, down ? "<" : ">")
                                + ordered,
                        Map.of(
                                "rows",
                                limit + 1,
                                "cursorAt",
                                from.at().atOffset(ZoneOffset.UTC),
                                "cursorName",
                                from.name())))
                .orElseGet(() -> new PageQuery(ordered, Map.of("rows", limit + 1)));
    }

    /** Whether the page before a cursor is asked for; the rows then come in reverse, nearest first. */
    boolean backwards() {
        return before.isPresent();
    }

    /** Whether the list is read from its start. */
    boolean isFirst() {
        return cursor().isEmpty();
    }

    private Optional<Cursor> cursor() {
        return before.or(() -> after);
    }

    private PageQuery keyset(String column, boolean descending, Object key) {
        var down = descending != backwards();
        var sql = " and %s %s :cursor%s".formatted(column, down ? "<" : ">", ordered(column, down));
        return new PageQuery(sql, Map.of("cursor", key, "rows", limit + 1));
    }

    private PageQuery start(String column, boolean descending) {
        return new PageQuery(ordered(column, descending), Map.of("rows", limit + 1));
    }

    private static String ordered(String column, boolean descending) {
        return " order by %s %s limit :rows".formatted(column, descending ? "desc" : "asc");
    }
}
