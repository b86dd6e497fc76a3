package dev.handsel.platform.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** What a request knew before it was handled, so that it can be handled once more from the same start. */
record RequestState(HttpServletRequest request, Map<String, Object> attributes) {

    static RequestState of(HttpServletRequest request) {
        var attributes = new HashMap<String, Object>();
        for (var name : Collections.list(request.getAttributeNames())) {
            var value = request.getAttribute(name);
            if (value != null) {
                attributes.put(name, value);
            }
        }
        return new RequestState(request, attributes);
    }

    void restore() {
        Collections.list(request.getAttributeNames()).stream()
                .filter(name -> !attributes.containsKey(name))
                .forEach(request::removeAttribute);
        attributes.forEach(request::setAttribute);
    }
}
