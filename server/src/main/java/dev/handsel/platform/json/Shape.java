package dev.handsel.platform.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.handsel.base.refusal.Refused;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.type.TypeFactory;

/** What a record looks like as a JSON object: its members by their names on the wire, in order. */
record Shape(Map<String, Member> members, Constructor<?> constructor) {

    record Member(String component, JavaType type) {}

    private static final TypeFactory TYPES = TypeFactory.createDefaultInstance();

    private static final ClassValue<Boolean> PLAIN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return saysNothingElse(type);
        }
    };

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return read(type);
        }
    };

    /** Whether values of this type are objects with a member for each component: records that say nothing else. */
    static boolean isPlain(Class<?> type) {
        return PLAIN.get(type);
    }

    private static boolean saysNothingElse(Class<?> type) {
        return type.isRecord()
                && !type.isAnnotationPresent(JsonDeserialize.class)
                && !type.isAnnotationPresent(JsonTypeInfo.class)
                && Stream.<AnnotatedElement>concat(
                                Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredConstructors()))
                        .noneMatch(creator -> creator.isAnnotationPresent(JsonCreator.class));
    }

    static Shape of(Class<?> type) {
        return SHAPES.get(type);
    }

    private static Shape read(Class<?> type) {
        var components = type.getRecordComponents();
        var members = new LinkedHashMap<String, Member>();
        for (var component : components) {
            members.put(
                    wireName(component),
                    new Member(component.getName(), TYPES.constructType(component.getGenericType())));
        }
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new Shape(members, constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("A record without its constructor: " + type, e);
        }
    }

    private static String wireName(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty() ? Pointers.wireName(component.getName()) : named.value();
    }

    /** The record with these values; what its constructor refuses is thrown as it is. */
    Object make(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw switch (e.getCause()) {
                case Refused refused -> refused;
                case IllegalArgumentException invalid -> invalid;
                case null, default -> new IllegalStateException("Cannot make a " + constructor.getDeclaringClass(), e);
            };
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a " + constructor.getDeclaringClass(), e);
        }
    }
}
