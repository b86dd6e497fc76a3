package dev.handsel.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.refusal.Refused;
import dev.handsel.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of two tables make one list by time, whatever their names are. */
class DatedPageTest {

    private static final JdbcClient JDBC = database();
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final List<String> NAMES = List.of("a", "B", "ä", "|", "\uFFFD", "😀", "z|z", " ");

    private static JdbcClient database() {
        var jdbc = JdbcClient.create(TestDatabase.fresh().dataSource());
        for (var table : List.of("one", "other")) {
            jdbc.sql("create table " + table + " (list uuid, at timestamptz, name text)")
                    .update();
        }
        return jdbc;
    }

    private static Page<DatedKey> page(UUID list, PageRequest request) {
        var keyset = request.newestFirst("at", "name");
        var rows = new ArrayList<DatedKey>();
        for (var table : List.of("one", "other")) {
            rows.addAll(JDBC.sql("select at, name from " + table + " where list = :list" + keyset.sql())
                    .param("list", list)
                    .params(keyset.params())
                    .query((row, _) -> new DatedKey(
                            row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("name")))
                    .list());
        }
        return Page.dated(request, rows, row -> row);
    }

    private static PageRequest request(int limit, @Nullable String after, @Nullable String before) {
        return new PageRequest(
                limit,
                Optional.ofNullable(after).map(text -> Cursor.parse("after", text)),
                Optional.ofNullable(before).map(text -> Cursor.parse("before", text)));
    }

    @Property(tries = 40)
    void pages_lead_through_both_tables_and_back(
            @ForAll @Size(max = 25) List<@IntRange(max = 47) Integer> places,
            @ForAll @IntRange(min = 1, max = 6) int limit) {
        var list = UUID.randomUUID();
        var keys = new ArrayList<DatedKey>();
        for (int place : places.stream().distinct().toList()) {
            var key = new DatedKey(START.plusSeconds(place / 16), NAMES.get(place % 8) + (place / 8 % 2));
            keys.add(key);
            JDBC.sql("insert into " + (place % 2 == 0 ? "one" : "other") + " values (:list, :at::timestamptz, :name)")
                    .param("list", list)
                    .param("at", key.at().toString())
                    .param("name", key.name())
                    .update();
        }
        keys.sort(Comparator.reverseOrder());
        var there = new ArrayList<DatedKey>();
        var page = page(list, PageRequest.first(limit));
        there.addAll(page.data());
        while (page.hasMore()) {
            page = page(list, request(limit, page.nextCursor(), null));
            there.addAll(page.data());
        }
        assertThat(there).isEqualTo(keys);
        var back = new ArrayList<>(page.data());
        while (page.previousCursor() != null) {
            page = page(list, request(limit, null, page.previousCursor()));
            back.addAll(0, page.data());
        }
        assertThat(back).isEqualTo(keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "|", "2026-01-01|x", "+1000000000-12-31T23:59:59Z|x", "-0001-01-01T00:00:00Z|x"})
    void a_cursor_of_no_time_or_one_far_away_is_refused(String text) {
        var cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> request(5, cursor, null).newestFirst("at", "name"))
                .isInstanceOf(Refused.class);
    }
}
