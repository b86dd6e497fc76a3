package dev.handsel.commissions.reckoner;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Chance that comes out the same again. */
final class Dice {

    private final Random random;

    private Dice(Random random) {
        this.random = random;
    }

    /** Those of a number of a seed; neighbours have nothing in common. */
    static Dice of(long seed, int number) {
        long mixed = (seed * 0x9E3779B97F4A7C15L) ^ ((number + 1) * 0xC2B2AE3D27D4EB4FL);
        mixed = (mixed ^ (mixed >>> 31)) * 0xBF58476D1CE4E5B9L;
        return new Dice(new Random(mixed ^ (mixed >>> 29)));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Both may come. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    Duration within(Duration most) {
        return Duration.ofSeconds(random.nextLong(most.toSeconds() + 1));
    }

    Random random() {
        return random;
    }
}
