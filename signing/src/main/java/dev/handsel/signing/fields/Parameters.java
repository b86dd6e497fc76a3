package dev.handsel.signing.fields;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names with values that belong to an item or an inner list, in their order (RFC 8941, section 3.1.2). */
public record Parameters(List<Parameter> list) {

    /** No parameters. */
    public static final Parameters NONE = new Parameters(List.of());

    /** One of them. */
    public record Parameter(String name, BareItem value) {
        public Parameter {
            Grammar.requireKey(name);
        }
    }

    public Parameters {
        list = List.copyOf(list);
        for (int i = 1; i < list.size(); i++) {
            if (indexOf(list, list.get(i).name()) < i) {
                throw new IllegalArgumentException(
                        "The parameter " + list.get(i).name() + " stands twice.");
            }
        }
    }

    /** The value of this name, or null where there is none. */
    public @Nullable BareItem get(String name) {
        int at = indexOf(list, name);
        return at == list.size() ? null : list.get(at).value();
    }

    /** These and one more, which must not be among them. */
    public Parameters with(String name, BareItem value) {
        var longer = new ArrayList<>(list);
        longer.add(new Parameter(name, value));
        return new Parameters(longer);
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    private static int indexOf(List<Parameter> list, String name) {
        int at = 0;
        while (at < list.size() && !list.get(at).name().equals(name)) {
            at++;
        }
        return at;
    }

    void appendTo(AsciiText text) {
        for (int i = 0; i < list.size(); i++) {
            var parameter = list.get(i);
            text.append(';').append(parameter.name());
            if (!(parameter.value() instanceof BareItem.Bool flag && flag.value())) {
                text.append('=');
                parameter.value().appendTo(text);
            }
        }
    }
}
