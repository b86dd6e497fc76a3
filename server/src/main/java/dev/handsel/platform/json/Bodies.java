package dev.handsel.platform.json;

import jakarta.validation.Validator;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads request bodies strictly: unknown, repeated, missing and mistyped members are faults, nothing is coerced, and all
 * faults are reported together, those of Bean Validation included. Handler methods get this for every
 * {@code @RequestBody}; others call it by hand.
 */
@Component
public class Bodies {

    private final JsonMapper mapper;
    private final Validator validator;

    Bodies(JsonMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /** Reads bytes as a value of this type. */
    public <T> Reading<T> read(InputStream bytes, Class<T> type) {
        return as(type, read(bytes, mapper.constructType(type)));
    }

    /** Reads a part of a body, whose place is {@code pointer}, as a value of this type. */
    public <T> Reading<T> read(JsonNode part, Class<T> type, String pointer) {
        var faults = new Faults();
        return as(type, bind(part, mapper.constructType(type), pointer, faults));
    }

    Reading<Object> read(InputStream bytes, Type type) {
        var faults = new Faults();
        var tree = JsonTree.read(bytes, faults);
        return tree.isMissingNode()
                ? new Reading.Faulty<>(faults.all(), faults.refused())
                : bind(tree, mapper.constructType(type), "", faults);
    }

    private Reading<Object> bind(JsonNode tree, JavaType type, String pointer, Faults faults) {
        if (faults.size() == 0) {
            var hasty = new Binding(mapper, validator, Binding.Look.WHOLES, new Faults());
            var sound = hasty.value(tree, type, pointer);
            if (sound != null && hasty.sound()) {
                return new Reading.Sound<>(sound);
            }
        }
        var value = new Binding(mapper, validator, Binding.Look.MEMBERS, faults).value(tree, type, pointer);
        if (value == null && faults.size() == 0) {
            faults.add(pointer, "required", "A value is required here.");
        }
        return value == null || faults.size() > 0
                ? new Reading.Faulty<>(faults.all(), faults.refused())
                : new Reading.Sound<>(value);
    }

    private static <T> Reading<T> as(Class<T> type, Reading<Object> reading) {
        return switch (reading) {
            case Reading.Sound<Object> sound -> new Reading.Sound<>(type.cast(sound.value()));
            case Reading.Faulty<Object> faulty -> new Reading.Faulty<>(faulty.faults(), faulty.refusal());
        };
    }
}
