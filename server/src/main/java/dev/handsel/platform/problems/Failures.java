package dev.handsel.platform.problems;

import dev.handsel.base.ids.Id;
import dev.handsel.platform.http.IfMatch;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.method.HandlerMethod;

/** Tells how an operation can fail; every failure is a problem document. */
final class Failures {

    private Failures() {}

    static void addTo(Operation operation, HandlerMethod method) {
        if (operation.getResponses() == null) {
            operation.setResponses(new ApiResponses());
        }
        var responses = operation.getResponses();
        of(operation, method).forEach((status, words) -> responses.putIfAbsent(status, problem(words)));
        responses.addApiResponse("default", problem("A problem document says what went wrong."));
        responses.forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                response.setContent(problem());
            }
        });
    }

    private static Map<String, String> of(Operation operation, HandlerMethod method) {
        var failures = new LinkedHashMap<String, String>();
        failures.put("400", "The request is malformed; errors names every fault.");
        boolean open =
                operation.getSecurity() != null && operation.getSecurity().isEmpty();
        if (!open) {
            failures.put("401", "Nobody known is asking.");
            failures.put("403", "The caller may not do this.");
        }
        if (names(method)) {
            failures.put("404", "There is no such thing, or it is somebody else's.");
        }
        if (changes(method)) {
            failures.put("409", "The state of things does not allow it, or the same request is still running.");
        }
        if (method.hasMethodAnnotation(PostMapping.class)) {
            failures.put("422", "A rule says no, or the idempotency key was used for another request.");
        }
        if (takes(method, IfMatch.class)) {
            failures.put("412", "It has changed since it was read.");
            failures.put("428", "If-Match is missing.");
        }
        return failures;
    }

    private static boolean changes(HandlerMethod method) {
        return Stream.of(PostMapping.class, PutMapping.class, PatchMapping.class, DeleteMapping.class)
                .anyMatch(method::hasMethodAnnotation);
    }

    /** Whether the request names a thing that may not exist. */
    private static boolean names(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(PathVariable.class)
                        || Id.class.isAssignableFrom(parameter.getParameterType())
                        || "program".equals(parameter.getParameterName())
                        || parameter.hasParameterAnnotation(org.springframework.web.bind.annotation.RequestBody.class));
    }

    private static boolean takes(HandlerMethod method, Class<?> type) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(parameter -> parameter.getParameterType() == type);
    }

    private static ApiResponse problem(String words) {
        return new ApiResponse().description(words).content(problem());
    }

    private static Content problem() {
        var schema = new Schema<>().$ref("#/components/schemas/" + ApiDescription.PROBLEM);
        return new Content().addMediaType(Problem.JSON.toString(), new MediaType().schema(schema));
    }
}
