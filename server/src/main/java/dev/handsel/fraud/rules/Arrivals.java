package dev.handsel.fraud.rules;

/**
 * How referred customers came, of one affiliate or of all of a programme.
 *
 * @param clicks that count
 * @param signups customers who were referred when they signed up
 * @param overwritten those of them whose browser had come by another affiliate's link in the two hours before
 * @param codesAtSignup those of them who were brought by a coupon
 * @param codesAtTill customers whom only a coupon on their first payment brought; not among the sign-ups
 * @param delays from the click to the sign-up, of those whom a click brought
 */
public record Arrivals(long clicks, int signups, int overwritten, int codesAtSignup, int codesAtTill, Delays delays) {

    /** Nobody. */
    public static final Arrivals NONE = new Arrivals(0, 0, 0, 0, 0, Delays.NONE);

    /** Without a part of them; never less than nobody. */
    Arrivals minus(Arrivals part) {
        return new Arrivals(
                Math.max(0, clicks - part.clicks),
                Math.max(0, signups - part.signups),
                Math.max(0, overwritten - part.overwritten),
                Math.max(0, codesAtSignup - part.codesAtSignup),
                Math.max(0, codesAtTill - part.codesAtTill),
                delays.minus(part.delays));
    }

    int byClick() {
        return delays.total();
    }
}
