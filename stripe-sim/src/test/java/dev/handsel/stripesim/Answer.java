package dev.handsel.stripesim;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer as it came over the wire. */
record Answer(HttpResponse<String> http) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    int status() {
        return http.statusCode();
    }

    String body() {
        return http.body();
    }

    JsonNode json() {
        return MAPPER.readTree(body());
    }

    String text(String pointer) {
        return json().at(pointer).asString("");
    }

    long number(String pointer) {
        return json().at(pointer).asLong();
    }

    String id() {
        return text("/id");
    }

    String code() {
        return text("/error/code");
    }

    String header(String name) {
        return http.headers().firstValue(name).orElse("");
    }
}
