package dev.handsel.platform.json;

import dev.handsel.base.refusal.Refused;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Binds one JSON tree to a type, going on after each fault so that all are found; a value with a fault is null. Nearly all trees
 * are sound, and one look at a whole record costs a fraction of one at each of its members: so a first binding looks at
 * {@link Look#WHOLES} and only says whether there is a fault, and another one finds them all.
 */
final class Binding {

    /** Of what constraints are asked. */
    enum Look {
        WHOLES,
        MEMBERS
    }

    private final Validator validator;
    private final Faults faults;
    private final Scalars scalars;

    private final JsonMapper mapper;
    private final Look look;
    private boolean unsound;

    Binding(JsonMapper mapper, Validator validator, Look look, Faults faults) {
        this.mapper = mapper;
        this.look = look;
        this.validator = validator;
        this.faults = faults;
        this.scalars = new Scalars(mapper, faults);
    }

    /** Whether nothing is wrong with what was bound so far. */
    boolean sound() {
        return !unsound && faults.size() == 0;
    }

    @Nullable Object value(JsonNode node, JavaType type, String pointer) {
        var raw = type.getRawClass();
        if (raw == Optional.class) {
            return node.isNull() ? Optional.empty() : Optional.ofNullable(value(node, type.containedType(0), pointer));
        }
        if (node.isNull() && !JsonNode.class.isAssignableFrom(raw)) {
            return null;
        }
        if (Shape.isPlain(raw)) {
            return record(node, raw, pointer);
        }
        if (raw == List.class || raw == Set.class || raw == Collection.class) {
            return elements(node, type, pointer);
        }
        if (raw == Map.class && type.getKeyType() != null) {
            return entries(node, type, pointer);
        }
        return scalars.value(node, type, pointer);
    }

    private @Nullable Object record(JsonNode node, Class<?> type, String pointer) {
        if (!node.isObject()) {
            faults.wrongType(pointer, mapper.constructType(type), node);
            return null;
        }
        var shape = Shape.of(type);
        for (var name : node.propertyNames()) {
            if (!shape.members().containsKey(name)) {
                faults.add(Pointers.member(pointer, name), "unknown_member", "There is no such member.");
            }
        }
        var before = faults.size();
        var values = new ArrayList<@Nullable Object>(shape.members().size());
        shape.members()
                .forEach(
                        (name, member) -> values.add(member(node, type, member, Pointers.member(pointer, name), name)));
        if (look == Look.WHOLES) {
            return faults.size() > before ? null : whole(shape, values);
        }
        return faults.size() > before && !Judged.class.isAssignableFrom(type) ? null : made(shape, values, pointer);
    }

    private @Nullable Object member(JsonNode object, Class<?> owner, Shape.Member member, String pointer, String name) {
        var before = faults.size();
        var type = member.type();
        var node = object.get(name);
        var value = node == null ? absent(type) : value(node, type, pointer);
        if (faults.size() > before) {
            return null;
        }
        if (value == null && type.isPrimitive()) {
            faults.missing(pointer, type, node);
            return null;
        }
        if (look == Look.MEMBERS) {
            judge(value, owner, member, pointer, node);
        }
        return value;
    }

    private void judge(
            @Nullable Object value, Class<?> owner, Shape.Member member, String pointer, @Nullable JsonNode node) {
        var owned = pointer.substring(0, pointer.lastIndexOf('/'));
        for (var violation : validator.validateValue(owner, member.component(), value)) {
            if (value == null && Violations.code(violation).equals("required")) {
                faults.missing(pointer, member.type(), node);
            } else {
                faults.addWithin(owned, violation);
            }
        }
    }

    /** The record of these values, if nothing is wrong with it. */
    private @Nullable Object whole(Shape shape, List<@Nullable Object> values) {
        try {
            var made = shape.make(values.toArray());
            if (validator.validate(made).isEmpty()
                    && (!(made instanceof Judged judged) || judged.judge().isEmpty())) {
                return made;
            }
        } catch (RuntimeException _) {
            // Of a value that must be there the constructor may not say so: who looks at the members can.
        }
        unsound = true;
        return null;
    }

    private static @Nullable Object absent(JavaType type) {
        return type.getRawClass() == Optional.class ? Optional.empty() : null;
    }

    private @Nullable Object made(Shape shape, List<@Nullable Object> values, String pointer) {
        try {
            var made = shape.make(values.toArray());
            if (made instanceof Judged judged) {
                judged.judge().stream()
                        .filter(fault -> !fault.code().equals("required") || !faults.at(pointer + fault.pointer()))
                        .forEach(fault -> faults.add(pointer + fault.pointer(), fault.code(), fault.message()));
            } else {
                validator.validate(made).forEach(violation -> faults.addWithin(pointer, violation));
            }
            return made;
        } catch (Refused refused) {
            faults.add(pointer, refused);
        } catch (IllegalArgumentException e) {
            faults.add(pointer, "invalid", String.valueOf(e.getMessage()));
        }
        return null;
    }

    private @Nullable Object elements(JsonNode node, JavaType type, String pointer) {
        if (!node.isArray()) {
            faults.wrongType(pointer, type, node);
            return null;
        }
        Collection<@Nullable Object> elements =
                type.getRawClass() == Set.class ? new LinkedHashSet<>() : new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            var at = Pointers.element(pointer, i);
            if (node.get(i).isNull()) {
                faults.missing(at, type.getContentType(), node.get(i));
            }
            elements.add(value(node.get(i), type.getContentType(), at));
        }
        return elements;
    }

    private @Nullable Object entries(JsonNode node, JavaType type, String pointer) {
        if (!node.isObject()) {
            faults.wrongType(pointer, type, node);
            return null;
        }
        var entries = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        node.properties().forEach(entry -> {
            var at = Pointers.member(pointer, entry.getKey());
            if (entry.getValue().isNull()) {
                faults.missing(at, type.getContentType(), entry.getValue());
            }
            entries.put(
                    scalars.key(entry.getKey(), type.getKeyType(), at),
                    value(entry.getValue(), type.getContentType(), at));
        });
        return entries;
    }
}
