package dev.handsel.base.words;

import java.util.stream.Collectors;

/** Text of one line in which no character moves or hides others, as names must be that people read in mails and lists. */
public final class PlainText {

    private PlainText() {}

    /** Whether it holds no control character, line break, lone surrogate, unassigned character or change of direction. */
    public static boolean isPlain(String text) {
        return text.codePoints().noneMatch(PlainText::misleads);
    }

    /** The text with a space for each run of such characters: what was stored before names had to be plain stays readable. */
    public static String of(String text) {
        return text.codePoints()
                .mapToObj(character -> misleads(character) ? "\n" : Character.toString(character))
                .collect(Collectors.joining())
                .replaceAll("\n+", " ");
    }

    private static boolean misleads(int character) {
        boolean turnsDirection = (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069)
                || character == 0x200E
                || character == 0x200F
                || character == 0x061C;
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
}
