package dev.handsel.signing.fuzz;

import dev.handsel.signing.fields.Dictionary;
import dev.handsel.signing.fields.MalformedField;
import java.nio.charset.StandardCharsets;

/** A field is read and written as the same, or refused; nothing else becomes of it. */
public final class DictionaryFuzz {

    private DictionaryFuzz() {}

    /** Takes the text of a field. */
    public static void fuzzerTestOneInput(byte[] input) {
        Dictionary read;
        try {
            read = Dictionary.parse(new String(input, StandardCharsets.ISO_8859_1));
        } catch (MalformedField malformed) {
            return;
        }
        var text = read.text();
        var again = Dictionary.parse(text);
        if (!again.equals(read) || !again.text().equals(text)) {
            throw new AssertionError("Read as something else: " + text);
        }
    }
}
