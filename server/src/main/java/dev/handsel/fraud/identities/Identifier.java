package dev.handsel.fraud.identities;

import dev.handsel.base.addresses.Network;
import dev.handsel.fraud.datasets.MailDomains;
import dev.handsel.referrals.affiliates.Mailbox;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something by which somebody may be known again, in the form in which it is compared. It is a secret of theirs: what is kept is
 * its hash.
 */
record Identifier(IdentityKind kind, String text) {

    /** Shorter ones, such as those of first names, are too many people's. */
    static final int SHORTEST_STEM = 7;

    /** What an e-mail address tells: its mailbox, and where they mean something the stem and the domain of it. */
    static List<Identifier> ofMail(@Nullable String address) {
        var mailbox = address == null ? "" : Mailbox.of(address).text();
        int at = mailbox.lastIndexOf('@');
        if (at < 1 || at == mailbox.length() - 1) {
            return List.of();
        }
        var all = new ArrayList<Identifier>();
        all.add(new Identifier(IdentityKind.MAILBOX, mailbox));
        var domain = MailDomains.about(mailbox.substring(at + 1));
        if (!domain.relay()) {
            var stem = stem(mailbox.substring(0, at));
            if (stem.codePointCount(0, stem.length()) >= SHORTEST_STEM) {
                all.add(new Identifier(IdentityKind.STEM, stem));
            }
        }
        if (!domain.common()) {
            all.add(new Identifier(IdentityKind.MAIL_DOMAIN, mailbox.substring(at + 1)));
        }
        return all;
    }

    private static String stem(String local) {
        return local.codePoints()
                .filter(Character::isLetter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** An address of IPv4 as it is, of IPv6 its network of 64 bits; nothing for what is no address, or is every machine's own. */
    static Optional<Identifier> ofAddress(@Nullable String typed) {
        if (typed == null) {
            return Optional.empty();
        }
        try {
            var address = InetAddress.ofLiteral(typed.strip());
            return address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress()
                    ? Optional.empty()
                    : Optional.of(new Identifier(
                            IdentityKind.ADDRESS,
                            Network.of(address.getHostAddress()).text()));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** What the merchant calls something; nothing for an empty text. */
    static Optional<Identifier> of(IdentityKind kind, @Nullable String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(new Identifier(kind, text.strip()));
    }
}
