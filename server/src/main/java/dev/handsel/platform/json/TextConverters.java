package dev.handsel.platform.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConditionalGenericConverter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;

/** Reads path variables and query parameters as the same texts are read in a body. */
public final class TextConverters {

    private TextConverters() {}

    /** Adds them to Spring MVC's. */
    public static void addTo(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, TextConverters::instant);
        registry.addConverterFactory(new LowerCaseConstants());
        registry.addConverter(new IdConverter());
    }

    private static Instant instant(String text) {
        return InstantText.parse(text).orElseThrow(() -> new IllegalArgumentException("not an RFC 3339 time"));
    }

    @SuppressWarnings("rawtypes")
    private static final class LowerCaseConstants implements ConverterFactory<String, Enum> {

        @Override
        public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
            return text -> Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such constant"));
        }
    }

    /** Records with a {@code @JsonCreator} that takes one text: the ids. */
    private static final class IdConverter implements ConditionalGenericConverter {

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(String.class, Record.class));
        }

        @Override
        public boolean matches(TypeDescriptor source, TypeDescriptor target) {
            return creator(target.getType()).isPresent();
        }

        @Override
        public @Nullable Object convert(@Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
            return source == null ? null : parse(creator(to.getType()).orElseThrow(), source);
        }

        private static Object parse(Method creator, Object text) {
            try {
                return creator.invoke(null, text);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof RuntimeException refused ? refused : new IllegalStateException(e);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Optional<Method> creator(Class<?> type) {
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(JsonCreator.class)
                            && Modifier.isStatic(method.getModifiers())
                            && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}))
                    .findFirst();
        }
    }
}
