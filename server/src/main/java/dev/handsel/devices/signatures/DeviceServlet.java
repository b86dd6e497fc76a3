package dev.handsel.devices.signatures;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.http.TrustedProxies;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.servlet.ServletMessage;
import dev.handsel.signing.verify.Intact;
import dev.handsel.signing.verify.Policy;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * What devices ask for, below {@code /v1/device/}. A plain servlet, because devices poll: this is the request that comes most
 * often.
 */
final class DeviceServlet extends HttpServlet {

    private static final String SELF = "/self";
    private static final String HEARTBEAT = "/heartbeat";

    private final transient SignatureGate gate;
    private final transient Throttle throttle;
    private final transient TrustedProxies proxies;
    private final transient DeviceAnswers answers;
    private final transient Policy policy;
    private final transient JsonMapper json;
    private final transient ObjectProvider<HandlerExceptionResolver> problems;
    private final boolean publicTls;

    DeviceServlet(
            DeviceServing.Parts parts,
            DeviceAnswers answers,
            Policy policy,
            JsonMapper json,
            boolean publicTls,
            ObjectProvider<HandlerExceptionResolver> problems) {
        this.gate = parts.gate();
        this.throttle = parts.throttle();
        this.proxies = parts.proxies();
        this.answers = answers;
        this.policy = policy;
        this.json = json;
        this.publicTls = publicTls;
        this.problems = problems;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            var answer = answer(request);
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            var bytes = json.writeValueAsBytes(answer);
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        } catch (HttpRequestMethodNotSupportedException | RuntimeException e) {
            refuse(request, response, e);
        }
    }

    private Object answer(HttpServletRequest request) throws HttpRequestMethodNotSupportedException {
        var path = String.valueOf(request.getPathInfo());
        switch (path) {
            case SELF -> require(request, Set.of("GET", "HEAD"));
            case HEARTBEAT -> require(request, Set.of("POST"));
            default -> throw Refused.notFound("resource");
        }
        var address = proxies.client(request);
        throttle.require(address);
        var message = read(request);
        var intact = proven(message, address);
        return path.equals(SELF)
                ? answers.self(gate.admit(intact).holder())
                : answers.heartbeat(intact, message.body());
    }

    private ServletMessage read(HttpServletRequest request) {
        try {
            return ServletMessage.read(request, publicTls ? "https" : request.getScheme(), policy.mostBody());
        } catch (IOException e) {
            throw new Refused(RefusalKind.INVALID, "malformed_request", "The body could not be read.");
        }
    }

    private Intact<SignedDevice> proven(ServletMessage message, String address) {
        try {
            var intact = gate.proven(message, policy);
            throttle.succeeded(address);
            return intact;
        } catch (RejectedException rejected) {
            if (SignatureGate.isGuess(rejected)) {
                throttle.failed(address);
            }
            throw rejected;
        }
    }

    private static void require(HttpServletRequest request, Set<String> methods)
            throws HttpRequestMethodNotSupportedException {
        if (!methods.contains(request.getMethod())) {
            throw new HttpRequestMethodNotSupportedException(request.getMethod(), methods);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Exception failure)
            throws ServletException {
        var told = failure instanceof RejectedException rejected ? gate.refused(rejected) : failure;
        if (told instanceof Refused refused && refused.kind() == RefusalKind.UNAUTHENTICATED) {
            Rejections.challenge(response);
        }
        if (problems.getObject().resolveException(request, response, null, told) == null) {
            throw new ServletException(told);
        }
    }
}
