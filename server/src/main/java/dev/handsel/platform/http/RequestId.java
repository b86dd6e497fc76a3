package dev.handsel.platform.http;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.servlet.ServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of one request, in its answer ({@code X-Request-Id}), in every problem document and in the log. */
public final class RequestId {

    /** The header that carries it both ways. */
    public static final String HEADER = "X-Request-Id";

    /** Its name in the log. */
    public static final String LOG_KEY = "request_id";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The id of this request, made now where it has none yet. */
    public static String of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String known ? known : assign(request, null);
    }

    /** Gives the request the id that its client asks for, if that is sane, else a fresh one. */
    static String assign(ServletRequest request, @Nullable String wanted) {
        var id = wanted != null && SANE.matcher(wanted).matches() ? wanted : fresh();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    /** An id for a request that never becomes one. */
    public static String fresh() {
        return "req_" + UuidCreator.getTimeOrderedEpochPlus1().toString().replace("-", "");
    }
}
