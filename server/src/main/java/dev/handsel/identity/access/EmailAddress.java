package dev.handsel.identity.access;

import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An e-mail address as accounts are named by it: trimmed and in lower case, otherwise as it was typed. */
public record EmailAddress(String text) {

    private static final int LONGEST = 254;
    private static final Pattern FORM =
            Pattern.compile("[^\\s@\\p{Cntrl}\\p{Cs}]{1,64}@[^\\s@\\p{Cntrl}\\p{Cs}]{1,189}");

    /** Reads what somebody typed; what is no e-mail address is a fault of the request. */
    public static EmailAddress of(String typed) {
        return find(typed)
                .orElseThrow(() ->
                        Refused.invalid(List.of(new Fault("/email", "malformed", "This is not an e-mail address."))));
    }

    static Optional<EmailAddress> find(String typed) {
        var text = typed.strip().toLowerCase(Locale.ROOT);
        return text.length() <= LONGEST && FORM.matcher(text).matches()
                ? Optional.of(new EmailAddress(text))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
