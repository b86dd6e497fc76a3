package dev.handsel.platform.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;

/** Secrets that an answer shows once: no stored copy of the answer holds them. */
public final class Secrets {

    private static final String ATTRIBUTE = Secrets.class.getName();

    private Secrets() {}

    /**
     * Says that the answer to this request holds a secret at {@code pointer}. A copy kept for replays has {@code null}
     * there and {@code "secret_shown": true} at its top.
     */
    public static void inAnswer(HttpServletRequest request, String pointer) {
        var pointers = new ArrayList<>(pointers(request));
        pointers.add(pointer);
        request.setAttribute(ATTRIBUTE, List.copyOf(pointers));
    }

    static List<String> pointers(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof List<?> pointers
                ? pointers.stream().map(String::valueOf).toList()
                : List.of();
    }
}
