package dev.handsel.devices.registry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
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
        if (text.codePoints().anyMatch(DeviceName::misleads)) {
            throw invalid("malformed", "A name holds no control characters.");
        }
        return new DeviceName(text);
    }

    private static Refused invalid(String code, String message) {
        return Refused.invalid(List.of(new Fault("", code, message)));
    }

    private static boolean misleads(int character) {
        boolean turnsDirection = (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069)
                || character == 0x200E
                || character == 0x200F;
        return turnsDirection
                || switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE,
                            Character.UNASSIGNED -> true;
                    default -> false;
                };
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
