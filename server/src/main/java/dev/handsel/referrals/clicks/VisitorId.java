package dev.handsel.referrals.clicks;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * By what clicks of one browser are known to belong together, as long as it keeps a cookie: a random number, made for one
 * programme, that says nothing of who it is. Written as a UUID.
 */
public record VisitorId(UUID value) {

    /** What such an id looks like in small letters. */
    public static final String FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static final Pattern WHOLE = Pattern.compile(FORM);

    /** One that nobody can guess (122 bits of chance). */
    public static VisitorId fresh() {
        return new VisitorId(UUID.randomUUID());
    }

    /** Reads the text form, or nothing where it is malformed: browsers keep anything. */
    public static Optional<VisitorId> find(String text) {
        return WHOLE.matcher(text).matches() ? Optional.of(new VisitorId(UUID.fromString(text))) : Optional.empty();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
