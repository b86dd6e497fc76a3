package dev.handsel.inbox.stripebilling;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A part of what Stripe sent, and where it stands there. What is read is checked, so that a refusal names the member; what
 * is not read may be anything.
 */
record Payload(JsonNode json, String place) {

    /** Longest text that names something. */
    private static final int NAME = 200;

    private static final long LARGEST = 10_000_000_000_000L;
    private static final int LARGEST_DIGITS = 14;
    private static final long LATEST = Instant.parse("3000-01-01T00:00:00Z").getEpochSecond();

    static Refused invalid(String what) {
        return new Refused(RefusalKind.INVALID, "event_invalid", what);
    }

    Refused invalidAt(String name, String what) {
        return invalid(below(name) + " " + what);
    }

    private String below(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    Payload at(String name) {
        return new Payload(json.path(name), below(name));
    }

    boolean has(String name) {
        return json.has(name);
    }

    /** Neither there nor null. */
    boolean absent() {
        return json.isMissingNode() || json.isNull();
    }

    boolean isObject() {
        return json.isObject();
    }

    boolean isTrue(String name) {
        return json.path(name).isBoolean() && json.path(name).booleanValue();
    }

    /** Yes or no; empty where neither is said. */
    Optional<Boolean> truth(String name) {
        return json.path(name).isBoolean() ? Optional.of(json.path(name).booleanValue()) : Optional.empty();
    }

    boolean says(String name, String text) {
        return text(name).filter(text::equals).isPresent();
    }

    /** A text that can be stored and names something; empty where there is none. */
    Optional<String> text(String name) {
        return text(name, NAME);
    }

    /** As {@link #text(String)}, of at most this length. */
    Optional<String> text(String name, int most) {
        var value = json.path(name);
        return value.isString() && storable(value.stringValue(), most)
                ? Optional.of(value.stringValue())
                : Optional.empty();
    }

    private static boolean storable(String text, int most) {
        return !text.isBlank()
                && text.length() <= most
                && text.codePoints()
                        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** A text that must be there. */
    String required(String name) {
        return text(name).orElseThrow(() -> invalidAt(name, "is no text of 1 to " + NAME + " characters"));
    }

    /** The id of another object, which Stripe sends by itself or within the object. */
    Optional<String> reference(String name) {
        return at(name).isObject() ? at(name).text("id") : text(name);
    }

    String requiredReference(String name) {
        return reference(name).orElseThrow(() -> invalidAt(name, "names no object of Stripe"));
    }

    /** A whole number that must be there, however it is written: {@code 2400.0} and {@code 24e2} are 2400. */
    long amount(String name) {
        var value = json.path(name);
        if (!value.isNumber()) {
            throw invalidAt(name, "is no whole number");
        }
        var number = value.decimalValue();
        // Asked before anything is computed: an exponent can make a number of a few letters a gigabyte long.
        if (number.signum() != 0 && number.precision() - (long) number.scale() > LARGEST_DIGITS) {
            throw invalidAt(name, "is out of range");
        }
        if (number.signum() != 0 && number.stripTrailingZeros().scale() > 0) {
            throw invalidAt(name, "is no whole number");
        }
        long whole = number.signum() == 0 ? 0 : number.longValueExact();
        if (Math.abs(whole) > LARGEST) {
            throw invalidAt(name, "is out of range");
        }
        return whole;
    }

    /** A whole number; 0 where there is none. */
    long amountOrZero(String name) {
        return at(name).absent() ? 0 : amount(name);
    }

    Optional<Instant> time(String name) {
        if (at(name).absent()) {
            return Optional.empty();
        }
        long seconds = amount(name);
        if (seconds < 0 || seconds >= LATEST) {
            throw invalidAt(name, "is out of range");
        }
        return Optional.of(Instant.ofEpochSecond(seconds));
    }

    /** The elements of an array, or of one of Stripe's lists; none where it is absent. */
    List<Payload> list(String name) {
        var at = at(name);
        if (at.absent()) {
            return List.of();
        }
        if (at.isObject()) {
            return at.list("data");
        }
        if (!at.json().isArray()) {
            throw invalidAt(name, "is no list");
        }
        return IntStream.range(0, at.json().size())
                .mapToObj(i -> new Payload(at.json().get(i), at.place() + "[" + i + "]"))
                .toList();
    }
}
