package dev.handsel.platform.json;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Reads every {@code @RequestBody} that is no bare text or bytes through {@link Bodies}, and {@code application/json} alone. */
final class StrictJsonConverter extends JacksonJsonHttpMessageConverter {

    private final Bodies bodies;

    StrictJsonConverter(JsonMapper mapper, Bodies bodies) {
        super(mapper);
        this.bodies = bodies;
        setSupportedMediaTypes(List.of(MediaType.APPLICATION_JSON));
    }

    /** Problem documents are JSON of another name, and so is what health and figures are told in. */
    @Override
    protected boolean canWrite(@Nullable MediaType mediaType) {
        boolean isJson = mediaType != null
                && mediaType.getType().equals("application")
                && mediaType.getSubtype().endsWith("+json");
        return isJson || super.canWrite(mediaType);
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        return bodies.read(message.getBody(), type.getType()).orRefuse();
    }
}
