package dev.handsel.signing.fields;

/** What a dictionary holds under a key: an item or an inner list. */
public sealed interface Member permits Item, InnerList {

    Parameters parameters();

    /** Appends the text form (RFC 8941, section 4.1). */
    void appendTo(AsciiText text);

    /** The text form (RFC 8941, section 4.1). */
    default String text() {
        var text = new AsciiText(64);
        appendTo(text);
        return text.toString();
    }
}
