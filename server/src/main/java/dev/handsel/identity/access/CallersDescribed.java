package dev.handsel.identity.access;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Says of operations for one kind of caller which it is; others take both. */
@Component
class CallersDescribed implements GlobalOperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        if (takes(method, Caller.Person.class)) {
            operation.setSecurity(List.of(new SecurityRequirement().addList("person")));
        } else if (takes(method, Caller.Merchant.class)) {
            operation.setSecurity(List.of(new SecurityRequirement().addList("merchant")));
        }
        return operation;
    }

    private static boolean takes(HandlerMethod method, Class<?> caller) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == caller);
    }
}
