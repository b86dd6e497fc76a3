package dev.handsel.signing.explain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A text to be signed, in its parts, so that one of them can be changed. A character stands for a byte throughout.
 *
 * @param separator what stands between parts
 * @param end what follows the last
 */
record Draft(List<Part> parts, String separator, String end) {

    /** A part with what stands before its value on the same line. */
    record Part(String name, String lead, String value) {}

    Draft {
        parts = List.copyOf(parts);
    }

    byte[] bytes() {
        var text = new StringBuilder(512);
        for (int i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : separator)
                    .append(parts.get(i).lead())
                    .append(parts.get(i).value());
        }
        return text.append(end).toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The value of this part, or null where there is no such part. */
    @Nullable String value(String name) {
        for (var part : parts) {
            if (part.name().equals(name)) {
                return part.value();
            }
        }
        return null;
    }

    Draft with(String name, String value) {
        return each(part -> part.name().equals(name) ? new Part(name, part.lead(), value) : part);
    }

    Draft without(String name) {
        return new Draft(
                parts.stream().filter(part -> !part.name().equals(name)).toList(), separator, end);
    }

    Draft each(UnaryOperator<Part> change) {
        return new Draft(parts.stream().map(change).toList(), separator, end);
    }

    Draft separatedBy(String other) {
        return new Draft(parts, other, end);
    }

    Draft endingWith(String other) {
        return new Draft(parts, separator, other);
    }

    /** The parts in another order, in which the last stays where it is. */
    Draft ordered(Comparator<Part> order) {
        var sorted = new ArrayList<>(parts.subList(0, parts.size() - 1));
        sorted.sort(order);
        sorted.add(parts.get(parts.size() - 1));
        return new Draft(sorted, separator, end);
    }
}
