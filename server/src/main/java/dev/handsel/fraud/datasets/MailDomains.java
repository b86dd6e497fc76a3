package dev.handsel.fraud.datasets;

/** What is known of mail domains. The lists are read when they are first asked, once a process: about 2.5 MB in memory. */
public final class MailDomains {

    /** Read by the class loader, hence once and by one thread. */
    private static final class Lists {
        private static final DomainList COMMON = DataSet.COMMON.read();
        private static final DomainList FREE = DataSet.FREE.read();
        private static final DomainList DISPOSABLE = DataSet.DISPOSABLE.read();
        private static final DomainList DISPOSABLE_WITHIN = DataSet.DISPOSABLE_WITHIN.read();
        private static final DomainList RELAYS = DataSet.RELAYS.read();
        private static final DomainList REAL = DataSet.REAL.read();
    }

    private MailDomains() {}

    /** What the lists say of a domain, in lower-case ASCII as that of a mailbox is; of any other text nothing. */
    public static DomainHints about(String domain) {
        boolean relay = Lists.RELAYS.hasOrIsWithin(domain);
        boolean real = relay || Lists.REAL.has(domain);
        return new DomainHints(
                Lists.COMMON.has(domain) || Lists.RELAYS.has(domain),
                Lists.FREE.has(domain),
                relay,
                !real && (Lists.DISPOSABLE.has(domain) || Lists.DISPOSABLE_WITHIN.hasOrIsWithin(domain)));
    }
}
