package dev.handsel.platform.database;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows turned into the array parameters of one {@code insert ... select ... from unnest(:a::uuid[], :b::text[])}, so that
 * any number of rows costs one statement. Every column but bytes goes as text and is cast in the SQL.
 *
 * @param <R> what a row is made from
 */
public final class Columns<R> {

    private final List<R> rows;
    private final Map<String, Object> arrays = new HashMap<>();

    private Columns(List<R> rows) {
        this.rows = rows;
    }

    public static <R> Columns<R> of(List<R> rows) {
        return new Columns<>(rows);
    }

    /** A column of values in the text form that PostgreSQL casts from; null stays null. */
    public Columns<R> with(String name, Function<R, @Nullable Object> value) {
        var array = new @Nullable String[rows.size()];
        for (int i = 0; i < array.length; i++) {
            var cell = value.apply(rows.get(i));
            array[i] = cell == null ? null : cell.toString();
        }
        arrays.put(name, array);
        return this;
    }

    /** A column of bytes. */
    public Columns<R> withBytes(String name, Function<R, byte[]> value) {
        arrays.put(name, rows.stream().map(value).toArray(byte[][]::new));
        return this;
    }

    /** The parameters by name. */
    public Map<String, Object> params() {
        return arrays;
    }

    /** Texts as one cell that PostgreSQL casts to {@code text[]}. */
    public static String literal(Collection<String> texts) {
        return texts.stream()
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(joining(",", "{", "}"));
    }

    /** The texts as one array parameter. */
    public static String[] texts(Collection<String> texts) {
        return texts.toArray(String[]::new);
    }
}
