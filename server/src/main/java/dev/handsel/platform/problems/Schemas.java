package dev.handsel.platform.problems;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Describes types as they are on the wire, each under a name of its own. */
final class Schemas extends ModelResolver {

    Schemas(ObjectMapper mapper) {
        super(mapper, new Names());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        var raw = _mapper.constructType(type.getType()).getRawClass();
        if (raw.isEnum()) {
            return new StringSchema()._enum(words(raw));
        }
        return isText(raw) ? new StringSchema() : super.resolve(type, context, next);
    }

    private static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Whether JSON has a text where Java has this type: an id, an address. */
    private static boolean isText(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method -> method.isAnnotationPresent(JsonCreator.class)
                                && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}));
    }

    /** Nested types carry the name of the type around them: two controllers may both have a {@code Command}. */
    private static final class Names extends TypeNameResolver {

        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            var outer = type.getEnclosingClass();
            if (outer == null) {
                return super.nameForClass(type, options);
            }
            var around = outer.getSimpleName().replaceFirst("(Controller|Body|Request)$", "");
            var name = type.getSimpleName();
            return name.startsWith(around) ? name : around + name;
        }
    }
}
