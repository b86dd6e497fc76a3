package dev.handsel.signing.fields;

/** A value with parameters (RFC 8941, section 3.3). */
public record Item(BareItem value, Parameters parameters) implements Member {

    /** Reads the text of a field that is one item; anything else is a {@link MalformedField}. */
    public static Item parse(String text) {
        return new FieldReader(text).wholeItem();
    }

    /** The value without parameters. */
    public static Item of(BareItem value) {
        return new Item(value, Parameters.NONE);
    }

    @Override
    public void appendTo(AsciiText text) {
        value.appendTo(text);
        parameters.appendTo(text);
    }
}
