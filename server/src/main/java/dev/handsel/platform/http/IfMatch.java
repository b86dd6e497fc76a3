package dev.handsel.platform.http;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which version of a resource the caller means to change: the request's {@code If-Match}. A handler method takes it as a
 * parameter.
 */
public final class IfMatch {

    private final Optional<String> header;

    IfMatch(Optional<String> header) {
        this.header = header;
    }

    /** The strong entity tag of this version, for the {@code ETag} header. */
    public static String etag(long version) {
        return "\"v" + version + "\"";
    }

    /** Refuses (412) where the caller means another version; a caller who means none is let through. */
    public void check(long version) {
        header.ifPresent(tags -> requireAmong(tags, version));
    }

    /** Refuses where the caller means another version (412) or says none (428). */
    public void require(long version) {
        requireAmong(header.orElseThrow(IfMatch::absent), version);
    }

    private static void requireAmong(String tags, long version) {
        var wanted = etag(version);
        var matches = Arrays.stream(tags.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(wanted));
        if (!matches) {
            var detail = "The resource has changed since you read it: it is at " + wanted + " now.";
            throw new Refused(RefusalKind.PRECONDITION_FAILED, "precondition_failed", detail);
        }
    }

    private static Refused absent() {
        var detail = "Say which version you change: If-Match with the ETag that you read.";
        return new Refused(RefusalKind.PRECONDITION_REQUIRED, "precondition_required", detail);
    }
}
