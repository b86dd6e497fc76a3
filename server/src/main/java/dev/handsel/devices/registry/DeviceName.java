package dev.handsel.devices.registry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.words.PlainText;
import java.text.Normalizer;
import java.util.List;

/** What people call a device: 1 to 100 characters in one normal form, none of which moves or hides others. */
record DeviceName(String text) {

    private static final int LONGEST = 100;

    @JsonCreator
    static DeviceName parse(String typed) {
        var text = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > LONGEST) {
            throw invalid("out_of_range", "A name has 1 to 100 characters.");
        }
        if (!PlainText.isPlain(text)) {
            throw invalid("malformed", "A name holds no control characters.");
        }
        return new DeviceName(text);
    }

    private static Refused invalid(String code, String message) {
        return Refused.invalid(List.of(new Fault("", code, message)));
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
