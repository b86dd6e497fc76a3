package dev.handsel.referrals.affiliates;

import com.ibm.icu.text.IDNA;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The mailbox that an e-mail address leads to: equal for all addresses of which the provider's own documents say that they
 * lead to one. It tells whether two addresses may be one person's, for self-referrals and the like, and nothing else: who
 * signs in or takes over an affiliate is named by the very address ({@code EmailAddress}), since a provider may give an
 * address to somebody else one day, and a line of our table may be wrong. Nothing is sent to it either.
 *
 * @param text made up of what is told apart; no address to write to
 */
public record Mailbox(String text) {

    /** Counts changes of how an address is read; the table of providers speaks for itself. */
    private static final int FORM = 1;

    private static final IDNA DOMAINS = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII);

    /**
     * The mailbox of an address as people write it: in any case, with a name and angle brackets, with comments, quoted,
     * its domain in letters or as {@code xn--}. A text without an {@code @} only becomes lower case.
     */
    public static Mailbox of(String typed) {
        var address = withoutComments(withoutName(
                Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT)));
        int at = address.lastIndexOf('@');
        if (at < 1) {
            return new Mailbox(address);
        }
        var local = unquoted(address.substring(0, at).strip());
        var domain = ascii(address.substring(at + 1).strip().replaceFirst("\\.+$", ""));
        return bySubdomain(domain)
                .orElseGet(() -> MailProviders.known()
                        .getOrDefault(domain, MailProvider.unknown(domain))
                        .mailbox(local));
    }

    /** Which rules these are: another text as soon as anything may be taken for the same that was not, or no more. */
    public static String rules() {
        return FORM + "-" + MailProviders.sha256();
    }

    /** Whether both lead to one mailbox. */
    public static boolean same(String address, String other) {
        return of(address).equals(of(other));
    }

    private static Optional<Mailbox> bySubdomain(String domain) {
        int dot = domain.indexOf('.');
        return Optional.ofNullable(MailProviders.known().get(domain.substring(dot + 1)))
                .filter(provider -> dot > 0 && provider.subdomains())
                .map(provider -> provider.mailbox(domain.substring(0, dot)));
    }

    private static String withoutName(String address) {
        int open = address.lastIndexOf('<');
        return open >= 0 && address.endsWith(">") ? address.substring(open + 1, address.length() - 1) : address;
    }

    /** Comments may stand within each other; what is quoted is none. */
    private static String withoutComments(String address) {
        var kept = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            quoted ^= c == '"' && depth == 0;
            depth += !quoted && c == '(' ? 1 : 0;
            if (depth == 0) {
                kept.append(c);
            }
            depth -= !quoted && c == ')' && depth > 0 ? 1 : 0;
        }
        return kept.toString().strip();
    }

    /** Quotes change nothing about who is meant; one may have lost its other half to an earlier cut of the tag. */
    private static String unquoted(String local) {
        if (local.length() < 2 || !local.startsWith("\"")) {
            return local;
        }
        int end = local.endsWith("\"") ? local.length() - 1 : local.length();
        var inner = local.substring(1, end).replaceAll("\\\\(.)", "$1");
        return inner.isEmpty() ? local : inner;
    }

    /** By UTS 46; what is no domain stays as it is. */
    private static String ascii(String domain) {
        var info = new IDNA.Info();
        var ascii = DOMAINS.nameToASCII(domain, new StringBuilder(), info);
        return info.hasErrors() ? domain : ascii.toString();
    }
}
