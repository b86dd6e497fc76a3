package dev.handsel.platform.problems;

import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.http.BrokenRequest;
import dev.handsel.platform.http.RequestId;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what failed outside of Spring MVC but inside of the application: filters, plain servlets. */
@RestController
class ErrorDispatch implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ErrorDispatch.class);

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<Object> error(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            return failed(failure, request);
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return Problems.answer(status, HttpHeaders.EMPTY, request);
    }

    private static ResponseEntity<Object> failed(Throwable failure, HttpServletRequest request) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return Problems.answer(refused, request);
            }
        }
        return BrokenRequest.in(failure)
                .or(() -> Outage.in(failure))
                .map(told -> Problems.answer(told, request))
                .orElseGet(() -> {
                    log.error("{} failed outside of a handler", RequestId.of(request), failure);
                    return Problems.answer(500, HttpHeaders.EMPTY, request);
                });
    }
}
