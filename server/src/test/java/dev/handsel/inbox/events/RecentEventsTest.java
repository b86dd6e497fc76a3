package dev.handsel.inbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.facts.Fact;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is kept of events until somebody follows them has an end. */
class RecentEventsTest {

    private final RecentEvents recent = new RecentEvents();

    private static UnderstoodEvent event(String id, int characters) {
        var fact = new Fact.Login(new Fact.Envelope(id, Instant.EPOCH), "ann", new Fact.Client(null, null, null, null));
        return new UnderstoodEvent("login", fact, "x".repeat(characters), id);
    }

    @Test
    void nothing_is_kept_before_somebody_asks() {
        recent.add(event("a", 10));
        assertThat(recent.take("a")).isEmpty();
        recent.add(event("a", 10));
        assertThat(recent.take("a")).isPresent();
        assertThat(recent.take("a")).isEmpty();
    }

    @Test
    void of_long_ones_fewer_are_kept_and_the_oldest_goes_first() {
        assertThat(recent.take("none")).isEmpty();
        int quarter = RecentEvents.CHARACTERS / 4;
        for (int i = 0; i < 6; i++) {
            recent.add(event("e" + i, quarter));
            recent.add(event("e" + i, quarter));
        }
        assertThat(recent.size()).isEqualTo(4);
        assertThat(recent.take("e1")).isEmpty();
        assertThat(recent.take("e2")).isPresent();
        recent.add(event("short", 1));
        assertThat(recent.size()).as("there is room again").isEqualTo(4);
        recent.add(event("huge", RecentEvents.CHARACTERS + 1));
        assertThat(recent.size()).isEqualTo(4);
    }

    @Test
    void of_short_ones_there_are_so_many() {
        assertThat(recent.take("none")).isEmpty();
        for (int i = 0; i < RecentEvents.MOST + 10; i++) {
            recent.add(event("e" + i, 1));
        }
        assertThat(recent.size()).isEqualTo(RecentEvents.MOST);
    }
}
