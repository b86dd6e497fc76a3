package dev.handsel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.architecture.Alternatives.Decision;
import dev.handsel.architecture.Alternatives.Kind;
import dev.handsel.base.facts.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlternativesTest {

    /** What must never be asked whether it is of one type: whoever adds a type has to be led to every such place. */
    private static final Set<String> NEVER_ONE = Set.of(
            Fact.class.getName(), "dev.handsel.inbox.events.EventBody", "dev.handsel.inbox.events.TradeEventBody");

    private static final List<Decision> DECISIONS = Alternatives.in(Sources.java(Sources.JAVA));

    @Test
    void a_switch_over_sealed_alternatives_names_each_of_them() {
        assertThat(DECISIONS.stream().filter(decision -> decision.kind() == Kind.OPEN_SWITCH))
                .as(
                        "Name the alternatives that need nothing, so that a new one does not compile before it is thought of")
                .isEmpty();
    }

    @Test
    void nobody_asks_whether_a_fact_or_an_event_is_of_one_type() {
        assertThat(DECISIONS.stream()
                        .filter(decision -> decision.kind() == Kind.INSTANCEOF)
                        .filter(decision -> NEVER_ONE.contains(decision.sealed())))
                .as("Ask the fact what it names, needs or brings, or decide by a switch that names every type")
                .isEmpty();
    }

    @Test
    void facts_are_decided_about_by_switches_that_were_read() {
        assertThat(DECISIONS).anySatisfy(decision -> {
            assertThat(decision.sealed()).isEqualTo(Fact.class.getName());
            assertThat(decision.kind()).isEqualTo(Kind.SWITCH);
        });
    }

    @Test
    void an_open_switch_is_seen_however_it_is_written(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("Choice.java"), """
                package dev.handsel.choices;

                sealed interface Choice {
                    record Tea(int cups) implements Choice {}
                    record Milk() implements Choice {}

                    static int named(Choice choice) {
                        return switch (choice) { case Tea tea when tea.cups() > 1 -> 2; case Tea _, Milk _ -> 1; };
                    }
                    static int byDefault(Choice choice) {
                        return switch (choice) { case Tea _ -> 1; default -> 0; };
                    }
                    static void byItself(Choice choice) {
                        switch (choice) { case Tea _ -> {} case Choice _ -> {} }
                    }
                    static void byAnything(Choice choice) {
                        switch (choice) { case Tea _ -> {} case Object _ -> {} }
                    }
                    static int ofAnything(Object any) {
                        return switch (any) { case Tea _ -> 1; default -> 0; };
                    }
                    static int ofWords(String word) {
                        return switch (word) { case "tea" -> 1; default -> 0; };
                    }
                    static boolean one(Choice choice) {
                        return choice instanceof Tea;
                    }
                }
                """);

        assertThat(Alternatives.in(List.of(file)))
                .allSatisfy(decision -> assertThat(decision.sealed()).isEqualTo("dev.handsel.choices.Choice"))
                .extracting(Decision::kind)
                .containsExactly(
                        Kind.SWITCH,
                        Kind.OPEN_SWITCH,
                        Kind.OPEN_SWITCH,
                        Kind.OPEN_SWITCH,
                        Kind.OPEN_SWITCH,
                        Kind.INSTANCEOF);
    }
}
