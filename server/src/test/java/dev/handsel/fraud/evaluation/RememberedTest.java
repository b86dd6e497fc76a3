package dev.handsel.fraud.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.accounts.MemoryRows;
import dev.handsel.fraud.identities.IdentityHash;
import dev.handsel.fraud.identities.IdentityKey;
import dev.handsel.fraud.identities.IdentityKind;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.testing.HandselTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a process remembers of programmes has an end. */
@HandselTest
class RememberedTest {

    private static final Instant START = Instant.parse(EventScene.START);

    @Autowired
    EventScene scene;

    @Autowired
    Evaluation evaluation;

    @Autowired
    Evaluator evaluator;

    @Test
    void clicks_of_fresh_devices_make_it_no_greater() {
        var shop = scene.shop();
        var program = ProgramId.parse(shop.id());
        evaluator.restart();
        shop.tellAll(clicks("d", 100));
        evaluation.catchUp(program, START);
        int before = evaluator.remembered();
        shop.tellAll(clicks("e", 400));
        evaluation.catchUp(program, START);
        assertThat(evaluator.remembered()).isEqualTo(before);

        shop.tell(Event.login("ann").with("device", "e7"));
        evaluation.catchUp(program, START);
        assertThat(evaluator.remembered())
                .as("the account and by what it is known")
                .isBetween(before + 3, before + 10);
    }

    private static List<Event> clicks(String device, int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> Event.click("nobody").with("device", device + i))
                .toList();
    }

    @Test
    void all_that_takes_memory_counts_and_the_oldest_goes_first() {
        var remembered = new Remembered();
        var first = fresh();
        var second = fresh();
        var version = UUID.randomUUID();
        remembered.put(first, version, known(Remembered.MOST / 4));
        remembered.put(second, version, known(Remembered.MOST / 4));
        assertThat(remembered.size()).isLessThanOrEqualTo(Remembered.MOST);

        assertThat(remembered.take(first, version)).as("longest ago").isEmpty();
        assertThat(remembered.take(second, version)).isPresent();
    }

    private static ProgramId fresh() {
        return new ProgramId(UUID.randomUUID());
    }

    /** Somebody with so many devices, of which those told last are kept. */
    private static WorkingSet known(int devices) {
        var set = new WorkingSet(new MemoryRows(), new Totals());
        var owners = Stream.iterate(0, i -> i + 1)
                .limit(devices / 100)
                .map(i -> set.account("customer:c" + i, 1))
                .toList();
        for (int i = 0; i < devices; i++) {
            var device = new IdentityKey(IdentityKind.DEVICE, new IdentityHash(new UUID(0, i)));
            set.use(device, owners.get(i % owners.size()), 1, true, true);
        }
        set.forgetUnowned();
        return set;
    }
}
