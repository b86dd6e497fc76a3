package dev.handsel.stripesim.params;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a parameter may hold. */
public sealed interface Param {

    /** Text up to a length; where it may be unset, an empty one unsets it. */
    record Text(int max, boolean unsettable) implements Param {}

    record Whole(long min, long max) implements Param {}

    /** Money in minor units: at least 1, at least what the object needs, at most eight digits. */
    record Amount(long least) implements Param {}

    record Flag() implements Param {}

    record Choice(List<String> options) implements Param {}

    record CurrencyCode() implements Param {}

    record CountryCode() implements Param {}

    record Url() implements Param {}

    /** Up to 50 texts by name; an empty one removes the name, an empty whole removes all. */
    record Metadata() implements Param {}

    /** A second, or an object of gt, gte, lt and lte. */
    record Span() implements Param {}

    record Many(Param item) implements Param {}

    /** Named parameters, some of them required; any other is unknown. */
    record Fields(Map<String, Param> params, Set<String> required) implements Param {

        /** The same with more, for example with what every list takes. */
        public Fields and(Fields more) {
            var all = new LinkedHashMap<>(params);
            all.putAll(more.params);
            var needed = new TreeSet<>(required);
            needed.addAll(more.required);
            return new Fields(all, needed);
        }
    }

    /** Anything below here: documented by Stripe, without effect in the simulator. */
    record Unread() implements Param {}
}
