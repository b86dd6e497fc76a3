package dev.handsel.platform.problems;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Describes types as they are on the wire, each under a name of its own. */
final class Schemas extends ModelResolver {

    private static final String COMPONENT = Components.COMPONENTS_SCHEMAS_REF;

    Schemas(ObjectMapper mapper) {
        super(mapper, new Names());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        var raw = _mapper.constructType(type.getType()).getRawClass();
        if (raw.isEnum()) {
            return text()._enum(new ArrayList<>(words(raw)));
        }
        if (isText(raw)) {
            return text();
        }
        var schema = super.resolve(type, context, next);
        if (raw.isRecord() && schema != null) {
            var name = schema.get$ref();
            var object = name == null ? schema : context.getDefinedModels().get(name.substring(COMPONENT.length()));
            if (object != null) {
                Members.describe(object, raw);
            }
        }
        return schema;
    }

    private static StringSchema text() {
        var text = new StringSchema();
        text.addType("string");
        return text;
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
            var named = type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
            if (named != null && !named.name().isEmpty()) {
                return named.name();
            }
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
