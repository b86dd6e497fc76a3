package dev.handsel.platform.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param data the rows in the order of the list
 * @param hasMore whether there are more rows in the direction that was asked for
 * @param nextCursor what {@code ?after=} takes to read the rows that follow; null where there are none
 * @param previousCursor what {@code ?before=} takes to read the rows that come before the first one here; null where there
 *     were none: on a first page, and at the end of the way back
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(
        List<T> data,
        boolean hasMore,
        @Nullable String nextCursor,
        @Nullable String previousCursor) {

    /** The page of these rows, as a {@link PageRequest#newestFirst} query gave them. */
    public static <T> Page<T> of(PageRequest request, List<T> rows, Function<? super T, UUID> id) {
        return ofText(request, rows, row -> id.apply(row).toString());
    }

    /** The page of these rows, as a {@link PageRequest#ascending} query gave them. */
    public static <T> Page<T> ofText(PageRequest request, List<T> rows, Function<? super T, String> key) {
        var more = rows.size() > request.limit();
        var fitting = more ? rows.subList(0, request.limit()) : rows;
        var data = List.copyOf(request.backwards() ? fitting.reversed() : fitting);
        if (data.isEmpty()) {
            return new Page<>(data, false, null, null);
        }
        var next = more || request.backwards() ? Cursor.encode(key.apply(data.getLast())) : null;
        var precede = request.backwards() ? more : !request.isFirst();
        return new Page<>(data, more, next, precede ? Cursor.encode(key.apply(data.getFirst())) : null);
    }

    /**
     * The page of these rows, as one or several {@link PageRequest#newestFirst(String, String)} queries gave them, in whatever
     * order.
     */
    public static <T> Page<T> dated(
            PageRequest request, Collection<? extends T> rows, Function<? super T, DatedKey> key) {
        Comparator<T> oldestFirst = Comparator.comparing(key);
        var ordered = rows.stream()
                .<T>map(row -> row)
                .sorted(request.backwards() ? oldestFirst : oldestFirst.reversed())
                .limit(request.limit() + 1L)
                .toList();
        return ofText(request, ordered, row -> key.apply(row).text());
    }

    /** The same page with every row turned into its view. */
    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(data.stream().<R>map(view).toList(), hasMore, nextCursor, previousCursor);
    }
}
