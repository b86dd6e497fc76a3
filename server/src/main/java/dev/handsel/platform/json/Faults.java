package dev.handsel.platform.json;

import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import jakarta.validation.ConstraintViolation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/** The faults of one input as they are found: one for each place and code, no more than a reader can use. */
final class Faults {

    private static final int ENOUGH = 100;

    private record Place(String pointer, String code) {}

    private final Map<Place, Fault> found = new LinkedHashMap<>();
    private @Nullable Refused refusal;
    private int refusals;

    void add(String pointer, String code, String message) {
        if (found.size() < ENOUGH) {
            found.putIfAbsent(new Place(pointer, code), new Fault(pointer, code, message));
        }
    }

    /** A violation found in the value at {@code start}. */
    void addWithin(String start, ConstraintViolation<?> violation) {
        var fault = Violations.fault(start, violation);
        add(fault.pointer(), fault.code(), fault.message());
    }

    /** A value that is refused by itself, as a malformed id is. */
    void add(String pointer, Refused refused) {
        if (refused.faults().isEmpty()) {
            refusal = refused;
            refusals++;
            add(pointer, refused.code(), refused.detail());
        }
        refused.faults().forEach(fault -> add(pointer + fault.pointer(), fault.code(), fault.message()));
    }

    void wrongType(String pointer, JavaType type, JsonNode node) {
        add(pointer, "wrong_type", "Expected " + Expected.words(type) + ", found " + Expected.found(node) + ".");
    }

    /** Something that must be there and is not, or is null. */
    void missing(String pointer, JavaType type, @Nullable JsonNode node) {
        var what = node == null ? "This member is missing" : "This must not be null";
        add(pointer, "required", what + "; expected " + Expected.words(type) + ".");
    }

    /** Whether something is wrong at this place, or within it. */
    boolean at(String pointer) {
        return found.keySet().stream()
                .anyMatch(place ->
                        place.pointer().equals(pointer) || place.pointer().startsWith(pointer + "/"));
    }

    void clear() {
        found.clear();
    }

    int size() {
        return found.size();
    }

    List<Fault> all() {
        return new ArrayList<>(found.values());
    }

    /** How a request with these faults is refused. */
    Refused refused() {
        return refusal != null && refusals == found.size() ? refusal : Refused.invalid(all());
    }
}
