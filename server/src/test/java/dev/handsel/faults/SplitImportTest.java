package dev.handsel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.fraud.evaluation.SmallWorld;
import dev.handsel.fraud.evaluation.SmallWorld.Told;
import dev.handsel.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that are imported by one process, by two one after the other, or in another order within instants, lead to the same alerts. */
class SplitImportTest {

    private static final List<Told> WORLD = SmallWorld.of(7, 90);

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.migrated();

    @Test
    void the_same_is_printed_of_two_halves_in_another_order_within_instants_as_of_the_whole() throws Exception {
        try (var commands = Replica.of(database, folder.resolve("data"))) {
            commands.start();
            var whole = DoubtedShop.empty(commands, SmallWorld.START, 30);
            var halves = DoubtedShop.empty(commands, SmallWorld.START, 30);
            commands.kill();

            run(commands, whole, WORLD);
            var shuffled = shuffled();
            int middle = cut(shuffled);
            run(commands, halves, shuffled.subList(0, middle));
            run(commands, halves, shuffled.subList(middle, shuffled.size()));

            var lines = alerts(commands, whole);
            assertThat(lines.lines()).hasSizeGreaterThan(20).allMatch(line -> line.startsWith("{\"ts\":"));
            assertThat(alerts(commands, halves)).isEqualTo(lines);
        }
    }

    private void run(Replica commands, DoubtedShop shop, List<Told> events) throws Exception {
        var file = WorldFile.of(folder, events);
        commands.command("import", file.toString(), "--program", shop.id(), "--drive-clock");
    }

    private static String alerts(Replica commands, DoubtedShop shop) {
        return commands.command("fraud", "alerts", "--program", shop.id());
    }

    /** Between two instants. */
    private static int cut(List<Told> events) {
        int middle = events.size() / 2;
        while (events.get(middle).at().equals(events.get(middle - 1).at())) {
            middle++;
        }
        return middle;
    }

    /** In another order within instants; who follows a link does so before what follows from it. */
    private static List<Told> shuffled() {
        var random = new Random(3);
        var all = new ArrayList<Told>();
        WORLD.stream()
                .collect(Collectors.groupingBy(Told::at, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(instant -> {
                    var mixed = new ArrayList<>(instant);
                    Collections.shuffle(mixed, random);
                    mixed.sort(Comparator.comparing(told -> !told.line().contains("\"click\"")));
                    all.addAll(mixed);
                });
        return all;
    }
}
