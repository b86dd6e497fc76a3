package dev.handsel.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** The one way in which this server reads and writes JSON. */
@Configuration(proxyBeanMethods = false)
class JsonSettings {

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return JsonSettings::apply;
    }

    /**
     * The only converters there are. What else Spring finds on the class path would read bodies by rules of its own, and write
     * answers in forms that nobody has asked for: YAML came with the description of the API.
     */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ServerHttpMessageConvertersCustomizer strictBodies(JsonMapper mapper, Bodies bodies) {
        return converters -> converters
                .disableDefaults()
                .withStringConverter(new StringHttpMessageConverter(StandardCharsets.UTF_8))
                .withJsonConverter(new StrictJsonConverter(mapper, bodies))
                .configureMessageConvertersList(all -> {
                    all.removeIf(each -> !isOurs(each));
                    all.addFirst(new ByteArrayHttpMessageConverter());
                });
    }

    private static boolean isOurs(HttpMessageConverter<?> converter) {
        return converter instanceof StrictJsonConverter || converter.getClass() == StringHttpMessageConverter.class;
    }

    static void apply(JsonMapper.Builder json) {
        json.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .annotationIntrospector(new LowerCaseEnums())
                .addModule(new SimpleModule("handsel").addDeserializer(Instant.class, new InstantReader()))
                .changeDefaultPropertyInclusion(
                        _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }

    /** Constants are written in lower case, as everything else on the wire. */
    private static final class LowerCaseEnums extends JacksonAnnotationIntrospector {

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
            super.findEnumValues(config, type, constants, names);
            for (int i = 0; i < constants.length; i++) {
                if (names[i] == null) {
                    names[i] = constants[i].name().toLowerCase(Locale.ROOT);
                }
            }
            return names;
        }
    }
}
