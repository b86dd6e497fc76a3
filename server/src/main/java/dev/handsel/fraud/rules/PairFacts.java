package dev.handsel.fraud.rules;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of two accounts together. The older of them is the one that signed up first. Only identifiers count that link:
 * on 40 accounts at most, and on no more than {@link Parameter#CROWD_ACCOUNTS} outside of the tree of their affiliate.
 */
public record PairFacts(Identifiers identifiers, Visits visits, Trains trains, Opposites opposites, Ages ages) {

    /**
     * What both have.
     *
     * @param stemLetters length of the letters of their mailboxes where those are equal, or 0
     */
    public record Identifiers(
            boolean mailbox,
            int stemLetters,
            boolean card,
            boolean payoutAccount,
            boolean brokerAccount,
            boolean terminal) {}

    /**
     * Where both were. Shares are those of the younger account's sessions, from 0 to 1.
     *
     * @param sessions how many the younger has
     * @param device the share on a device that the older used too
     * @param fingerprint the share with a browser's fingerprint that the older has too
     * @param fingerprintAccounts on how many accounts the rarest of those is; within one tree two, and those outside of it
     * @param address the share from an address that the older used too
     * @param switches how often one came within 15 minutes of the other on one device or address
     */
    public record Visits(
            int sessions, double device, double fingerprint, int fingerprintAccounts, double address, int switches) {}

    /**
     * Logins of the one within 30 minutes of the other's, where both are of one affiliate's tree.
     *
     * @param times how often, each occasion once
     * @param share of the logins of whichever has fewer
     * @param expected how often it would be if both came when they liked
     * @param followers with how many accounts whichever has more of them met twice or more
     * @param strangers how many others the two come along with for whom {@link SamePerson#strangers} holds
     */
    public record Trains(int times, double share, double expected, int followers, int strangers) {}

    /**
     * Trades of the one that were opposite to the other's, see {@link OppositeTrades}.
     *
     * @param share of the closed trades of whichever has fewer
     */
    public record Opposites(int times, double share) {}

    /**
     * When they came.
     *
     * @param apart from the older's sign-up to the younger's
     * @param afterEnrolling from when the older became an affiliate to the younger's sign-up, negative if it was earlier; null where
     *     the older is not the affiliate to whom the younger is owed
     * @param olderIdle whether the older never logged in, paid or traded
     */
    public record Ages(Duration apart, @Nullable Duration afterEnrolling, boolean olderIdle) {

        boolean ofAffiliate() {
            return afterEnrolling != null;
        }
    }
}
