package dev.handsel.referrals.affiliates;

import java.text.Normalizer;
import java.util.Locale;

/** The form in which e-mail addresses of affiliates and customers are kept; {@link Mailbox} compares them. */
public final class EmailAddresses {

    private EmailAddresses() {}

    /**
     * The address without what people add to it: compatibility characters folded, lower case, the plus-tag cut, and for
     * Gmail, whose servers ignore them, the dots cut and the older domain replaced. Mails still arrive there. Text without
     * an {@code @} only becomes lower case.
     */
    public static String normalised(String address) {
        var plain = Normalizer.normalize(address.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        int at = plain.lastIndexOf('@');
        if (at < 1) {
            return plain;
        }
        var domain = plain.substring(at + 1);
        var local = plain.substring(0, at);
        int tag = local.indexOf('+');
        var mailbox = tag > 0 ? local.substring(0, tag) : local;
        return switch (domain) {
            case "gmail.com", "googlemail.com" -> mailbox.replace(".", "") + "@gmail.com";
            default -> mailbox + "@" + domain;
        };
    }
}
