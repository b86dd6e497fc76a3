package dev.handsel.platform.problems;

import dev.handsel.platform.http.BrowserRules;
import dev.handsel.platform.http.RequestId;
import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** Answers what the container refuses before the application sees it: malformed request lines, headers that are too large. */
final class ProblemValve extends ErrorReportValve {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> TOO_LARGE = Set.of(
            StringManager.getManager(Http11InputBuffer.class).getString("iib.requestheadertoolarge.error"),
            StringManager.getManager(MimeHeaders.class).getString("headers.maxCountFail", Container.MOST_HEADERS));

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        if (isTooLarge(request)) {
            response.setStatus(Failure.HEADERS_TOO_LARGE.status());
        }
        var status = response.getStatus();
        var id = RequestId.of(request);
        try {
            response.setContentType(Problem.JSON.toString());
            BrowserRules.headers().forEach(response::setHeader);
            response.setHeader(RequestId.HEADER, id);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(JSON.writeValueAsString(problem(request, status, id)));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("The client is gone", e);
        }
    }

    private static Problem problem(Request request, int status, String id) {
        var failure = Failure.of(status);
        return status == Failure.MALFORMED_REQUEST.status()
                ? Malformation.of(request)
                        .map(detail -> Problem.of(status, failure.code(), detail, id, List.of()))
                        .orElseGet(() -> failure.problem(status, id))
                : failure.problem(status, id);
    }

    /** Tomcat answers 400 to these as well. */
    private static boolean isTooLarge(Request request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable refused
                && TOO_LARGE.contains(String.valueOf(refused.getMessage()));
    }
}
