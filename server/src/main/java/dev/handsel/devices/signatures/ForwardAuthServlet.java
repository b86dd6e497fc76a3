package dev.handsel.devices.signatures;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.http.TrustedProxies;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.verify.Policy;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers a reverse proxy that asks, for a request it holds, whose it is: 200 with {@code X-Handsel-Device}, or 401. Only
 * trusted proxies are believed about what the request was.
 */
final class ForwardAuthServlet extends HttpServlet {

    private final transient SignatureGate gate;
    private final transient Throttle throttle;
    private final transient TrustedProxies proxies;
    private final transient Policy policy;
    private final transient ObjectProvider<HandlerExceptionResolver> problems;

    ForwardAuthServlet(DeviceServing.Parts parts, Policy policy, ObjectProvider<HandlerExceptionResolver> problems) {
        this.gate = parts.gate();
        this.throttle = parts.throttle();
        this.proxies = parts.proxies();
        this.policy = policy;
        this.problems = problems;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        try {
            answer(request, response);
        } catch (RuntimeException e) {
            refuse(request, response, e);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) {
        if (!proxies.sent(request)) {
            throw new Refused(
                    RefusalKind.UNAUTHENTICATED,
                    "untrusted_proxy",
                    "Only the proxies that HANDSEL_TRUSTED_PROXIES names may ask here.");
        }
        var address = proxies.client(request);
        throttle.require(address);
        var original = ForwardedRequest.of(request);
        try {
            var verified = gate.letInDurably(gate.forwarded(original, policy));
            throttle.succeeded(address);
            var device = verified.holder();
            response.setStatus(HttpServletResponse.SC_OK);
            response.setHeader("X-Handsel-Device", device.device().toString());
            response.setHeader("X-Handsel-Owner", device.owner().toString());
            response.setHeader("X-Handsel-Credential", device.credential().toString());
            response.setContentLength(0);
        } catch (RejectedException rejected) {
            if (SignatureGate.isGuess(rejected)) {
                throttle.failed(address);
            }
            throw rejected;
        }
    }

    /** Proxies know yes and no: whatever is wrong with the request is 401, with the code in the body and in a header. */
    private void refuse(HttpServletRequest request, HttpServletResponse response, RuntimeException failure)
            throws ServletException {
        RuntimeException told = failure instanceof RejectedException rejected ? gate.refused(rejected) : failure;
        if (told instanceof Refused refused && refused.kind() != RefusalKind.UNAVAILABLE) {
            Rejections.challenge(response);
            response.setHeader("X-Handsel-Refusal", refused.code());
            if (refused.kind() != RefusalKind.UNAUTHENTICATED) {
                told = new Refused(RefusalKind.UNAUTHENTICATED, refused.code(), refused.detail());
            }
        }
        if (problems.getObject().resolveException(request, response, null, told) == null) {
            throw new ServletException(told);
        }
    }
}
