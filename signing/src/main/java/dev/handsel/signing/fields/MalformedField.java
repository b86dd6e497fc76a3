package dev.handsel.signing.fields;

/** A field's text does not follow the grammar of RFC 8941; the message says where and why, and repeats none of it. */
public final class MalformedField extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int position;

    MalformedField(String reason, int position) {
        // Without a stack trace: strangers cause these at will.
        super(reason + " at character " + (position + 1), null, false, false);
        this.position = position;
    }

    /** How many characters stand before what is wrong. */
    public int position() {
        return position;
    }
}
