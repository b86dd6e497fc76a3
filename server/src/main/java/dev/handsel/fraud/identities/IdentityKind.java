package dev.handsel.fraud.identities;

import dev.handsel.base.words.Word;

/** By what somebody is known again. */
public enum IdentityKind implements Word {
    /** The mailbox that an e-mail address leads to, see {@link dev.handsel.referrals.affiliates.Mailbox}. */
    MAILBOX,
    /** The letters alone of what stands before the {@code @} of a mailbox, where there are seven or more. */
    STEM,
    /** The domain of a mailbox, but for those of large providers and of relays, which say nothing of who it is. */
    MAIL_DOMAIN,
    /** The merchant's fingerprint of a card or account that paid. */
    CARD,
    /** The merchant's fingerprint of the account that an affiliate is paid to. */
    PAYOUT_ACCOUNT,
    BROKER_ACCOUNT,
    TERMINAL,
    /** The merchant's id of a device, or that of a device of the registry. */
    DEVICE,
    /** The merchant's fingerprint of a browser. */
    FINGERPRINT,
    /** An address of IPv4, or the network of 64 bits that one of IPv6 is in. */
    ADDRESS
}
