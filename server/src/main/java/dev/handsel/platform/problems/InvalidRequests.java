package dev.handsel.platform.problems;

import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.json.Violations;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Reads Spring MVC's exceptions about invalid requests as refusals with their faults. */
final class InvalidRequests {

    private InvalidRequests() {}

    /** The refusal that this exception stands for, if it is about an invalid request. */
    static Optional<Refused> in(Exception exception, HttpServletRequest request) {
        return switch (exception) {
            case HttpMessageNotReadableException unreadable
            when unreadable.getCause() == null -> one("", "required", "The request needs a body.");
            case MissingServletRequestParameterException missing ->
                missing.getMethodParameter() == null
                        ? one("?" + missing.getParameterName(), "required", "This query parameter is required.")
                        : faults(QueryFaults.of(missing.getMethodParameter(), request).stream());
            case MissingRequestHeaderException missing ->
                one("", "required", "The header " + missing.getHeaderName() + " is required.");
            case MethodArgumentTypeMismatchException mismatch -> Optional.of(mismatched(mismatch, request));
            case MethodArgumentNotValidException invalid -> faults(bodyFaults(invalid.getAllErrors()));
            case HandlerMethodValidationException invalid
            when !invalid.isForReturnValue() ->
                faults(invalid.getParameterValidationResults().stream().flatMap(InvalidRequests::parameterFaults));
            default -> Optional.empty();
        };
    }

    private static Optional<Refused> one(String pointer, String code, String message) {
        return faults(Stream.of(new Fault(pointer, code, message)));
    }

    private static Optional<Refused> faults(Stream<Fault> faults) {
        return Optional.of(Refused.invalid(faults.distinct().toList()));
    }

    private static Refused mismatched(MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
        for (Throwable cause = mismatch; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused;
            }
        }
        return mismatch.getParameter().hasParameterAnnotation(PathVariable.class)
                ? Refused.notFound("resource")
                : Refused.invalid(QueryFaults.of(mismatch.getParameter(), request));
    }

    private static Stream<Fault> bodyFaults(List<? extends ObjectError> errors) {
        return errors.stream()
                .flatMap(error -> error.contains(ConstraintViolation.class)
                        ? Violations.faults(List.of((ConstraintViolation<?>) error.unwrap(ConstraintViolation.class)))
                                .stream()
                        : Stream.of(new Fault("", "invalid", "This is not valid.")));
    }

    private static Stream<Fault> parameterFaults(ParameterValidationResult result) {
        if (result instanceof ParameterErrors errors) {
            return bodyFaults(errors.getAllErrors());
        }
        return result.getResolvableErrors().stream()
                .map(error -> Violations.of(
                        pointer(result), (ConstraintViolation<?>) result.unwrap(error, ConstraintViolation.class)));
    }

    private static String pointer(ParameterValidationResult result) {
        var parameter = result.getMethodParameter();
        var query = parameter.getParameterAnnotation(RequestParam.class);
        if (query != null && !query.name().isEmpty()) {
            return "?" + query.name();
        }
        return parameter.hasParameterAnnotation(RequestHeader.class) ? "" : "?" + parameter.getParameterName();
    }
}
