package dev.handsel.platform.problems;

import dev.handsel.base.refusal.Fault;
import dev.handsel.platform.json.Expected;
import dev.handsel.platform.json.TextConverters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;

/** All that is wrong with the query of a request, of which Spring MVC tells the first fault alone. */
final class QueryFaults {

    private static final DefaultFormattingConversionService CONVERSION = conversion();

    private QueryFaults() {}

    private static DefaultFormattingConversionService conversion() {
        var conversion = new DefaultFormattingConversionService();
        TextConverters.addTo(conversion);
        return conversion;
    }

    /** The faults, in the order of the parameters of the method that was to be called. */
    static List<Fault> of(MethodParameter met, HttpServletRequest request) {
        var method = met.getExecutable();
        return IntStream.range(0, method.getParameterCount())
                .mapToObj(i -> MethodParameter.forExecutable(method, i))
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .flatMap(parameter -> fault(parameter, request).stream())
                .toList();
    }

    private static Optional<Fault> fault(MethodParameter parameter, HttpServletRequest request) {
        var query = java.util.Objects.requireNonNull(parameter.getParameterAnnotation(RequestParam.class));
        var name = query.name().isEmpty() ? parameter.getParameter().getName() : query.name();
        var text = request.getParameter(name);
        if (text == null) {
            var needed = query.required()
                    && query.defaultValue().equals(ValueConstants.DEFAULT_NONE)
                    && !parameter.isOptional();
            return needed
                    ? Optional.of(new Fault(
                            "?" + name,
                            "required",
                            "This query parameter is missing; expected " + words(parameter) + "."))
                    : Optional.empty();
        }
        try {
            CONVERSION.convert(
                    text, TypeDescriptor.valueOf(String.class), new TypeDescriptor(parameter.nestedIfOptional()));
            return Optional.empty();
        } catch (ConversionException | IllegalArgumentException e) {
            var code = type(parameter).isEnum() ? "unknown_value" : "malformed";
            return Optional.of(new Fault("?" + name, code, "Expected " + words(parameter) + "."));
        }
    }

    private static String words(MethodParameter parameter) {
        return Expected.words(type(parameter));
    }

    private static Class<?> type(MethodParameter parameter) {
        return parameter.nestedIfOptional().getNestedParameterType();
    }
}
