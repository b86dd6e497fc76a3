package dev.handsel.signing.servlet;

import dev.handsel.signing.Refusal;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.verify.Policy;
import dev.handsel.signing.verify.Verified;
import dev.handsel.signing.verify.Verifier;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets requests through that are signed and answers all others with a problem document (RFC 9457) whose {@code code} is that
 * of the {@link Refusal}. It fails closed: where keys or nonces cannot be looked up, the answer is 503.
 *
 * <p>The body is read up to {@link Policy#mostBody()} before anything else and can be read again, as often as wanted, from
 * the request that is passed on; so can the parameters of a form. Parts of {@code multipart/form-data} are not taken apart.
 * The filter goes before anything that reads bodies or parameters, and in front of requests alone: one that is forwarded or
 * dispatched again has been let in already.
 *
 * @param <T> what a key belongs to, as the verifying service knows it
 */
public final class SignatureFilter<T> implements Filter {

    /** The attribute of a request that was let in; it holds the {@link Verified}. */
    public static final String VERIFIED = "dev.handsel.signing.verified";

    private static final System.Logger LOG = System.getLogger(SignatureFilter.class.getName());

    private final Verifier<T> verifier;

    /** A filter that lets in what this verifier lets in. */
    public SignatureFilter(Verifier<T> verifier) {
        this.verifier = verifier;
    }

    /** Who made this request; an {@link IllegalStateException} where the filter has not let it in, or holders are others. */
    public static <T> T holder(ServletRequest request, Class<T> type) {
        if (request.getAttribute(VERIFIED) instanceof Verified<?> verified && type.isInstance(verified.holder())) {
            return type.cast(verified.holder());
        }
        throw new IllegalStateException("No signature of a " + type.getSimpleName() + " was verified here");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest asked && response instanceof HttpServletResponse answer)) {
            throw new ServletException("Only HTTP is signed");
        }
        if (asked.getAttribute(VERIFIED) instanceof Verified<?>) {
            chain.doFilter(request, response);
            return;
        }
        var body = new byte[0];
        try {
            var message = ServletMessage.read(
                    asked, asked.getScheme(), verifier.policy().mostBody());
            body = message.body();
            asked.setAttribute(VERIFIED, verifier.verify(message));
        } catch (RejectedException rejected) {
            Problem.of(rejected, verifier.clock().instant()).send(answer);
            return;
        } catch (RuntimeException unknown) {
            LOG.log(System.Logger.Level.ERROR, "A signature could not be verified", unknown);
            Problem.unavailable().send(answer);
            return;
        }
        chain.doFilter(new VerifiedRequest(asked, body), response);
    }
}
