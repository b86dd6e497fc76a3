package dev.handsel.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.Ids;
import dev.handsel.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PageTest {

    private static final JdbcClient JDBC = database();

    private static JdbcClient database() {
        var jdbc = JdbcClient.create(TestDatabase.fresh().dataSource());
        jdbc.sql("create table row (list uuid not null, id uuid primary key, name text unique)")
                .update();
        return jdbc;
    }

    private record Row(UUID id, String name) {}

    private final UUID list = UUID.randomUUID();

    private Row insert() {
        return insert("n-" + UUID.randomUUID());
    }

    private Row insert(String name) {
        var row = new Row(Ids.fresh(), name);
        JDBC.sql("insert into row values (:list, :id, :name)")
                .param("list", list)
                .param("id", row.id())
                .param("name", name)
                .update();
        return row;
    }

    private Page<Row> newest(PageRequest request) {
        return Page.of(request, rows(request.newestFirst("id")), Row::id);
    }

    private Page<Row> byName(PageRequest request) {
        return Page.ofText(request, rows(request.ascending("name")), Row::name);
    }

    private List<Row> rows(PageQuery keyset) {
        return JDBC.sql("select id, name from row where list = :list" + keyset.sql())
                .param("list", list)
                .params(keyset.params())
                .query((row, _) -> new Row(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }

    private static PageRequest request(int limit, @Nullable String after, @Nullable String before) {
        return new PageRequest(
                limit,
                Optional.ofNullable(after).map(text -> Cursor.parse("after", text)),
                Optional.ofNullable(before).map(text -> Cursor.parse("before", text)));
    }

    @Test
    void pages_lead_forward_to_the_end_and_back_to_the_start() {
        var rows = List.of(insert(), insert(), insert(), insert(), insert()).reversed();

        var first = newest(PageRequest.first(2));
        var second = newest(request(2, first.nextCursor(), null));
        var third = newest(request(2, second.nextCursor(), null));
        assertThat(first).isEqualTo(new Page<>(rows.subList(0, 2), true, first.nextCursor(), null));
        assertThat(second.data()).isEqualTo(rows.subList(2, 4));
        assertThat(third.data()).isEqualTo(rows.subList(4, 5));
        assertThat(third.hasMore()).isFalse();
        assertThat(third.nextCursor()).isNull();

        var back = newest(request(2, null, third.previousCursor()));
        assertThat(back.data()).isEqualTo(second.data());
        assertThat(back.hasMore()).isTrue();
        assertThat(newest(request(2, back.nextCursor(), null)).data()).isEqualTo(third.data());
        var start = newest(request(2, null, back.previousCursor()));
        assertThat(start).isEqualTo(new Page<>(first.data(), false, start.nextCursor(), null));
    }

    @Test
    void rows_added_since_come_before_the_second_page_too() {
        insert();
        insert();
        var second = newest(request(1, newest(PageRequest.first(1)).nextCursor(), null));
        var added = insert();
        assertThat(newest(request(5, null, second.previousCursor())).data())
                .startsWith(added)
                .hasSize(2);
    }

    @Test
    void texts_lead_through_other_orders() {
        var suffix = " " + list;
        List.of("c", "ä", "a b", "b").forEach(name -> insert(name + suffix));
        var names = new ArrayList<String>();
        for (var page = byName(PageRequest.first(1)); ; page = byName(request(1, page.nextCursor(), null))) {
            page.data().forEach(row -> names.add(row.name().replace(suffix, "")));
            if (page.nextCursor() == null) {
                break;
            }
        }
        assertThat(names).containsExactly("a b", "b", "c", "ä");
    }

    @Property(tries = 25)
    void no_row_that_was_there_before_the_first_page_is_skipped_or_repeated(
            @ForAll @IntRange(max = 40) int before,
            @ForAll @IntRange(min = 1, max = 7) int limit,
            @ForAll @Size(max = 10) List<@IntRange(max = 5) Integer> between) {
        var test = new PageTest();
        var existing = new ArrayList<UUID>();
        for (int i = 0; i < before; i++) {
            existing.add(test.insert().id());
        }
        var seen = new ArrayList<UUID>();
        var page = test.newest(PageRequest.first(limit));
        var pages = between.iterator();
        while (true) {
            page.data().forEach(row -> seen.add(row.id()));
            if (!page.hasMore()) {
                break;
            }
            for (int i = pages.hasNext() ? pages.next() : 0; i > 0; i--) {
                test.insert();
            }
            page = test.newest(request(limit, page.nextCursor(), null));
        }
        assertThat(seen).containsExactlyElementsOf(existing.reversed());
    }

    @Property(tries = 3)
    void nor_while_others_insert_at_the_same_time(@ForAll @IntRange(min = 1, max = 9) int limit) throws Exception {
        var test = new PageTest();
        var existing = new ArrayList<UUID>();
        for (int i = 0; i < 60; i++) {
            existing.add(test.insert().id());
        }
        var done = new AtomicBoolean();
        var writer = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                test.insert();
            }
        });
        var seen = new ArrayList<UUID>();
        try {
            var page = test.newest(PageRequest.first(limit));
            page.data().forEach(row -> seen.add(row.id()));
            while (page.hasMore()) {
                page = test.newest(request(limit, page.nextCursor(), null));
                page.data().forEach(row -> seen.add(row.id()));
            }
        } finally {
            done.set(true);
            writer.join();
        }
        assertThat(seen).doesNotHaveDuplicates().endsWith(existing.reversed().toArray(UUID[]::new));
    }
}
