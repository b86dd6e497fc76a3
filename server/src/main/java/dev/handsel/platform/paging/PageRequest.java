package dev.handsel.platform.paging;

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
