package dev.handsel.signing.keys;

/** An algorithm of the registry of RFC 9421, section 6.2. */
public enum Algorithm {
    /** HMAC with SHA-256 (section 3.3.3). */
    HMAC_SHA256("hmac-sha256"),
    /** Edwards curve 25519 (section 3.3.6). */
    ED25519("ed25519");

    private final String text;

    Algorithm(String text) {
        this.text = text;
    }

    /** The name on the wire. */
    public String text() {
        return text;
    }
}
