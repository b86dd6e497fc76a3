package dev.handsel.commissions.reckoner;

import java.util.List;

/**
 * Random histories of customers of several affiliates, brought by coupons, links and codes, who buy products under random
 * terms of all levels. {@code -Dhandsel.histories.special=TRADE} leaves out the terms.
 */
class RandomTermsTest extends RetoldHistories {

    private static final Special SPECIAL = Special.valueOf(System.getProperty("handsel.histories.special", "TERMS"));

    /** So many customers under the same terms. */
    private static final int PROGRAMME = 50;

    RandomTermsTest() {
        super(200, 4, 100, 30);
    }

    @Override
    List<Crowd> crowds(int count, long seed) {
        return Crowd.many(count, PROGRAMME, seed, SPECIAL);
    }
}
