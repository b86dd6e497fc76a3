package dev.handsel.platform.paging;

import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * A place in a list: the sort key of one row, which clients see as an opaque text.
 *
 * @param parameter the query parameter that it came in, for the fault
 */
record Cursor(String parameter, String key) {

    static Cursor parse(String parameter, String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            var key = new String(bytes, StandardCharsets.UTF_8);
            if (key.isEmpty() || key.indexOf(0) >= 0 || !text.equals(encode(key))) {
                throw malformed(parameter);
            }
            return new Cursor(parameter, key);
        } catch (IllegalArgumentException _) {
            throw malformed(parameter);
        }
    }

    static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    UUID id() {
        try {
            return UUID.fromString(key);
        } catch (IllegalArgumentException _) {
            throw malformed(parameter);
        }
    }

    DatedKey dated() {
        return DatedKey.find(key).orElseThrow(() -> malformed(parameter));
    }

    private static Refused malformed(String parameter) {
        var message = "This is not a cursor of this list.";
        return Refused.invalid(List.of(new Fault("?" + parameter, "malformed", message)));
    }
}
