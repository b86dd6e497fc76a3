package dev.handsel.identity.access;

import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address as accounts are named by it: trimmed and in lower case, otherwise as it was typed. Nothing more is taken
 * for the same: {@code a.b@gmail.com} does not sign in as {@code ab@gmail.com}, though both may reach one mailbox, or an
 * account would be only as safe as our knowledge of every provider. Whether two addresses are one person's is another
 * question, which {@code referrals.affiliates.Mailbox} answers.
 */
public record EmailAddress(String text) {

    private static final int LONGEST = 254;

    /** What is left out belongs to lists of addresses, names and comments around them. */
    private static final String CHARACTER = "[^\\s@\\p{Cntrl}\\p{Cs}<>(),;:\\\\]";

    private static final Pattern FORM = Pattern.compile(CHARACTER + "{1,64}@" + CHARACTER + "{1,189}");

    /** Reads what somebody typed; what is no e-mail address is a fault of the request. */
    public static EmailAddress of(String typed) {
        return find(typed)
                .orElseThrow(() -> Refused.invalid(List.of(new Fault(
                        "/email",
                        "malformed",
                        "Expected an e-mail address alone, such as ann@shop.example: no name, brackets or commas."))));
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
