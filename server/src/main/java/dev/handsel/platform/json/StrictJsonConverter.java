package dev.handsel.platform.json;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Reads every {@code @RequestBody} through {@link Bodies}; writes as any other converter. */
final class StrictJsonConverter extends JacksonJsonHttpMessageConverter {

    private final Bodies bodies;

    StrictJsonConverter(JsonMapper mapper, Bodies bodies) {
        super(mapper);
        this.bodies = bodies;
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        return bodies.read(message.getBody(), type.getType()).orRefuse();
    }
}
