package dev.handsel.platform.problems;

import dev.handsel.platform.http.IfMatch;
import dev.handsel.platform.idempotency.IdempotencyKeyRequired;
import dev.handsel.platform.paging.PageRequest;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

/** Adds to each operation what all of its kind have in common. */
final class Conventions implements GlobalOperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        Failures.addTo(operation, method);
        if (takes(method, PageRequest.class)) {
            page(operation);
        }
        if (takes(method, IfMatch.class)) {
            operation.addParametersItem(
                    header("If-Match", false, "The ETag of the version that is to be changed.", null));
        }
        var required = method.hasMethodAnnotation(IdempotencyKeyRequired.class);
        if (required || method.hasMethodAnnotation(PostMapping.class)) {
            var words = "Names the request: repeated with the same key it has its effect once and gets the first answer"
                    + " again, with Idempotent-Replayed: true, for seven days.";
            operation.addParametersItem(header("Idempotency-Key", required, words, 255));
        }
        return operation;
    }

    private static boolean takes(HandlerMethod method, Class<?> type) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(parameter -> parameter.getParameterType() == type);
    }

    private static void page(Operation operation) {
        var limit = new IntegerSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(100));
        limit.setDefault(25);
        operation.addParametersItem(query("limit", "How many rows at most.", limit));
        operation.addParametersItem(query("after", "A next_cursor: the rows that follow it.", new StringSchema()));
        operation.addParametersItem(
                query("before", "A `previous_cursor` of this list: the rows that come before it.", new StringSchema()));
    }

    private static Parameter query(String name, String description, Schema<?> schema) {
        return new Parameter()
                .in("query")
                .name(name)
                .description(description)
                .required(false)
                .schema(schema);
    }

    private static Parameter header(String name, boolean required, String description, @Nullable Integer longest) {
        return new Parameter()
                .in("header")
                .name(name)
                .description(description)
                .required(required)
                .schema(new StringSchema().maxLength(longest));
    }
}
