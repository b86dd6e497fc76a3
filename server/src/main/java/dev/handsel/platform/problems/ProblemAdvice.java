package dev.handsel.platform.problems;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.http.BrokenRequest;
import dev.handsel.platform.http.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every exception that reaches Spring MVC with a problem document. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String CHALLENGE = "Bearer realm=\"handsel\"";

    @ExceptionHandler
    ResponseEntity<Object> refused(Refused refused, HttpServletRequest request, HttpServletResponse response) {
        if (refused.kind() == RefusalKind.UNAUTHENTICATED && !response.containsHeader(HttpHeaders.WWW_AUTHENTICATE)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        return Problems.answer(refused, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> nobody(
            AuthenticationException nobody, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        return Problems.answer(HttpStatus.UNAUTHORIZED.value(), HttpHeaders.EMPTY, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> forbidden(AccessDeniedException denied, HttpServletRequest request) {
        return Problems.answer(HttpStatus.FORBIDDEN.value(), HttpHeaders.EMPTY, request);
    }

    /** Whatever nobody expected: told in the log, not to the caller. */
    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception failure, HttpServletRequest request) {
        var broken = BrokenRequest.in(failure);
        if (broken.isPresent()) {
            log.info(
                    "{} {}: {}",
                    request.getMethod(),
                    request.getRequestURI(),
                    broken.get().detail());
            return Problems.answer(broken.get(), request);
        }
        var outage = Outage.in(failure);
        if (outage.isPresent()) {
            log.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), failure.toString());
            return Problems.answer(outage.get(), request);
        }
        log.error("{} failed: {} {}", RequestId.of(request), request.getMethod(), request.getRequestURI(), failure);
        return Problems.answer(HttpStatus.INTERNAL_SERVER_ERROR.value(), HttpHeaders.EMPTY, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest webRequest) {
        var request = ((ServletWebRequest) webRequest).getRequest();
        if (status.is5xxServerError() || BrokenRequest.in(exception).isPresent()) {
            return unexpected(exception, request);
        }
        return InvalidRequests.in(exception, request)
                .map(refused -> Problems.answer(refused, request))
                .orElseGet(() -> Problems.answer(status.value(), headers, request));
    }
}
