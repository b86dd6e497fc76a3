package dev.handsel.programs.terms;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Takes the slug of a programme wherever a request names one, in a path, a query or a body: whoever asks for a {@link
 * ProgramId} gets it. No slug looks like an id, as none has an underscore.
 */
@Configuration(proxyBeanMethods = false)
class ProgramNames implements WebMvcConfigurer {

    private final ObjectProvider<Programs> programs;

    /** The programmes are asked for late: reading them takes the very reader of JSON that is made here. */
    ProgramNames(ObjectProvider<Programs> programs) {
        this.programs = programs;
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, ProgramId.class, this::id);
    }

    @Bean
    JsonMapperBuilderCustomizer programsByName() {
        return json -> json.addModule(new SimpleModule("programs").addDeserializer(ProgramId.class, new Reader()));
    }

    private ProgramId id(String name) {
        return ProgramId.find(name)
                .or(() -> programs.getObject().findBySlug(name).map(Program::id))
                .orElseThrow(Programs::unknown);
    }

    private final class Reader extends ValueDeserializer<ProgramId> {

        @Override
        public ProgramId deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (ProgramId) context.handleUnexpectedToken(ProgramId.class, parser);
            }
            var name = parser.getString();
            try {
                return id(name);
            } catch (Refused unknown) {
                return (ProgramId) context.handleInstantiationProblem(ProgramId.class, name, unknown);
            }
        }
    }
}
