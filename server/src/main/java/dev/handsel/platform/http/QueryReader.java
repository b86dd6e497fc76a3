package dev.handsel.platform.http;

import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.json.Expected;
import dev.handsel.platform.json.InstantText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads query parameters one by one and keeps what is wrong with each, so that a caller is told everything at once. */
public final class QueryReader {

    private final List<Fault> faults = new ArrayList<>();

    /** The parameter; its absence is a fault. */
    public String required(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            fault(name, "required", "This query parameter is required.");
            return "";
        }
        return text;
    }

    /** The parameter as an RFC 3339 time; absent where it is missing or malformed. */
    public Optional<Instant> instant(String name, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        var instant = InstantText.parse(text);
        if (instant.isEmpty()) {
            fault(name, "malformed", "Expected " + Expected.words(Instant.class) + "; a + is written %2B.");
        }
        return instant;
    }

    /** Keeps a fault of the parameter. */
    public void fault(String name, String code, String message) {
        fault(new Fault("?" + name, code, message));
    }

    /** Keeps a fault that points to the parameter itself. */
    public void fault(Fault fault) {
        faults.add(fault);
    }

    /** Refuses the request (400) where a fault was found. */
    public void refuseFaults() {
        if (!faults.isEmpty()) {
            throw Refused.invalid(faults);
        }
    }
}
