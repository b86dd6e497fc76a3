package dev.handsel.referrals.affiliates;

/**
 * What a provider of mailboxes does with the addresses of one of its domains.
 *
 * @param mailboxes the domain that all domains of one account stand for
 * @param tags characters that begin a tag
 * @param ignored characters that make no difference
 * @param alike characters that stand for each other
 * @param subdomains whether {@code tag@name.domain} is {@code name@domain}
 */
record MailProvider(String mailboxes, String tags, String ignored, String alike, boolean subdomains) {

    /** What is taken for granted of a domain of which nothing is known: that a plus begins a tag. */
    static MailProvider unknown(String domain) {
        return new MailProvider(domain, "+", "", "", false);
    }

    /** The mailbox that a local part means; never empty. */
    Mailbox mailbox(String local) {
        var name = new StringBuilder();
        untagged(local).codePoints().filter(c -> ignored.indexOf(c) < 0).forEach(c -> name.appendCodePoint(one(c)));
        return new Mailbox((name.isEmpty() ? local : name) + "@" + mailboxes);
    }

    private int one(int c) {
        return alike.indexOf(c) < 0 ? c : alike.charAt(0);
    }

    private String untagged(String local) {
        for (int i = 1; i < local.length(); i++) {
            if (tags.indexOf(local.charAt(i)) >= 0) {
                return local.substring(0, i);
            }
        }
        return local;
    }
}
