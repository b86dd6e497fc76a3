package dev.handsel.commissions.reckoner;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who brought one customer, and of which products the lines of their invoices are. */
interface Trade {

    List<String> AFFILIATES = List.of("nora", "otto", "emil");

    /** Products are told apart letter by letter. */
    List<String> PRODUCTS = List.of("pro", "Pro", "seats", "set-up");

    /** By one affiliate's code, and nothing has a product. */
    Trade PLAIN = new Trade() {

        @Override
        public Owner[] owners() {
            return new Owner[] {Owner.NORA};
        }

        @Override
        public @Nullable String product() {
            return null;
        }
    };

    /** All whom the signup names, each in another way. */
    Owner[] owners();

    @Nullable String product();

    /** Most lines of a customer are of the same product. Chance of its own, so that the customer lives as without all this. */
    static Trade random(long seed, int number) {
        var dice = Dice.of(seed, -1_000 - number);
        var usual = dice.one(PRODUCTS);
        return new Trade() {

            @Override
            public Owner[] owners() {
                var owners = new ArrayList<Owner>();
                owners.add(new Owner(dice.one(AFFILIATES), dice.one(List.of(Way.values()))));
                for (var way : Way.values()) {
                    if (way != owners.getFirst().way() && dice.chance(10)) {
                        owners.add(new Owner(dice.one(AFFILIATES), way));
                    }
                }
                return owners.toArray(Owner[]::new);
            }

            @Override
            public @Nullable String product() {
                return dice.chance(60) ? usual : dice.chance(50) ? dice.one(PRODUCTS) : null;
            }
        };
    }
}
