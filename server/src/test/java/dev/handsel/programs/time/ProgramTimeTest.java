package dev.handsel.programs.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.programs.terms.Programs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The clock of a test programme, with work of which the test says when it falls due. */
// Each test makes its own programme first.
@SuppressWarnings("NullAway.Init")
class ProgramTimeTest extends ProgramScene {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Autowired
    Programs programs;

    @Autowired
    Transactions transactions;

    @Autowired
    AuditTrail audit;

    private final Diary diary = new Diary();
    private ProgramId program;
    private ProgramTime time;

    /** Pieces of work, and when the clock stood where it was asked to do them. */
    private static final class Diary implements ProgramWork {

        private final TreeSet<Instant> due = new TreeSet<>();
        private final List<Instant> stops = new ArrayList<>();
        private Optional<Instant> broken = Optional.empty();

        @Override
        public Optional<Instant> nextDue(ProgramId program) {
            return due.stream().findFirst();
        }

        @Override
        public int workOff(ProgramId program, Instant now) {
            if (broken.equals(Optional.of(now))) {
                throw new IllegalStateException("This piece is broken");
            }
            stops.add(now);
            int before = due.size();
            due.headSet(now, true).clear();
            return before - due.size();
        }
    }

    @BeforeEach
    void open() {
        program = ProgramId.parse(
                shop(wish -> wish.put("clock", START.toString())).id());
        time = new ProgramTime(programs, transactions, audit, List.of(diary), List.of());
    }

    private static Instant day(int number) {
        return START.plus(Duration.ofDays(number));
    }

    private Instant now() {
        return programs.get(program).now(clock);
    }

    private void refused(Instant target, String code) {
        assertThatThrownBy(() -> time.move(program, target, "nora"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void the_clock_stands_still_wherever_something_falls_due() {
        diary.due.addAll(List.of(day(2), day(5), day(40)));

        time.move(program, day(10), "nora");

        assertThat(diary.stops).containsExactly(day(2), day(5));
        assertThat(now()).isEqualTo(day(10));
        assertThat(time.nextDue(program)).hasValue(day(40));
        assertThat(deeds(program.toString())).endsWith("program.clock_moved");
    }

    @Test
    void what_is_overdue_is_done_first_without_going_back() {
        diary.due.add(day(-3));

        time.move(program, day(1), "nora");

        assertThat(diary.stops).containsExactly(START);
        assertThat(now()).isEqualTo(day(1));
    }

    @Test
    void a_move_that_was_cut_short_keeps_its_stops_and_is_finished_by_repeating_it() {
        diary.due.addAll(List.of(day(2), day(5)));
        diary.broken = Optional.of(day(5));

        assertThatThrownBy(() -> time.move(program, day(10), "nora")).hasMessage("This piece is broken");
        assertThat(now()).isEqualTo(day(2));

        diary.broken = Optional.empty();
        time.move(program, day(10), "nora");
        assertThat(diary.stops).containsExactly(day(2), day(5));
        assertThat(now()).isEqualTo(day(10));
    }

    @Test
    void a_clock_never_goes_back_and_that_of_a_live_programme_is_nobodys() {
        time.move(program, day(3), "nora");
        refused(day(2), "clock_goes_forward");
        assertThat(now()).isEqualTo(day(3));

        program = ProgramId.parse(shop(wish -> wish.put("mode", "live").put("payout_provider", "stripe"))
                .id());
        refused(clock.instant().plus(Duration.ofDays(1)), "clock_is_live");
    }

    @Test
    void work_that_fails_keeps_nothing_else_from_its_turn() {
        var otherProgram = ProgramId.parse(shop().id());
        var other = new Diary();
        diary.broken = Optional.of(day(1));
        time = new ProgramTime(programs, transactions, audit, List.of(diary, other), List.of());

        assertThatThrownBy(() -> time.workOff(List.of(program, otherProgram), day(1)))
                .hasMessage("Of what was due 2 pieces of work failed")
                .satisfies(failed -> assertThat(failed.getSuppressed()).hasSize(2));
        assertThat(other.stops).containsExactly(day(1), day(1));
    }

    @Test
    void of_several_kinds_of_work_the_earliest_comes_first_and_only_what_is_due_is_asked() {
        var other = new Diary();
        diary.due.add(day(5));
        other.due.add(day(4));
        time = new ProgramTime(programs, transactions, audit, List.of(diary, other), List.of());

        assertThat(time.nextDue(program)).hasValue(day(4));
        time.move(program, day(6), "nora");
        assertThat(diary.stops).containsExactly(day(5));
        assertThat(other.stops).containsExactly(day(4));
    }
}
