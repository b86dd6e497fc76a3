package dev.handsel.stripesim.params;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Words to write parameter tables with. */
public final class Schema {

    private Schema() {}

    /** Names and parameters in turn; a name that ends with {@code !} is required. */
    public static Param.Fields fields(Object... namesAndParams) {
        var params = new LinkedHashMap<String, Param>();
        var required = new TreeSet<String>();
        for (int at = 0; at < namesAndParams.length; at += 2) {
            var name = (String) namesAndParams[at];
            var bare = name.replace("!", "");
            if (!bare.equals(name)) {
                required.add(bare);
            }
            params.put(bare, (Param) namesAndParams[at + 1]);
        }
        return new Param.Fields(params, required);
    }

    /** What every request that shows one object takes. */
    public static Param.Fields one(Object... namesAndParams) {
        return fields(namesAndParams).and(fields("expand", many(text())));
    }

    /** What every list takes. */
    public static Param.Fields listed(Object... namesAndParams) {
        return one(namesAndParams)
                .and(fields("limit", whole(1, 100), "starting_after", text(), "ending_before", text()));
    }

    public static Param text() {
        return new Param.Text(5000, false);
    }

    public static Param text(int max) {
        return new Param.Text(max, false);
    }

    /** Text that an empty value takes away. */
    public static Param unsettable() {
        return new Param.Text(5000, true);
    }

    public static Param amount() {
        return new Param.Amount(1);
    }

    public static Param amount(long least) {
        return new Param.Amount(least);
    }

    public static Param whole(long min, long max) {
        return new Param.Whole(min, max);
    }

    public static Param flag() {
        return new Param.Flag();
    }

    public static Param choice(String... options) {
        return new Param.Choice(List.of(options));
    }

    public static Param currency() {
        return new Param.CurrencyCode();
    }

    public static Param country() {
        return new Param.CountryCode();
    }

    public static Param url() {
        return new Param.Url();
    }

    public static Param metadata() {
        return new Param.Metadata();
    }

    public static Param span() {
        return new Param.Span();
    }

    public static Param many(Param item) {
        return new Param.Many(item);
    }

    public static Param unread() {
        return new Param.Unread();
    }

    /** Nothing at all. */
    public static Param.Fields none() {
        return new Param.Fields(Map.of(), Set.of());
    }
}
