package dev.handsel.commissions.reckoner;

import java.util.List;

/** Random histories of customers of one affiliate, under rule sets alone. */
class RandomHistoriesTest extends RetoldHistories {

    RandomHistoriesTest() {
        super(1_000, 5, 200, 60);
    }

    @Override
    List<Crowd> crowds(int count, long seed) {
        return Crowd.many(count, seed);
    }
}
