package dev.handsel.operation.beside;

/**
 * What is said while a command is carried out, wherever that is. Between processes each is a line of text, whose first
 * letter says which it is.
 */
public sealed interface Said {

    /** How far it is. */
    record Progress(double fraction, String text) implements Said {}

    /** A line of the command's answer. */
    record Printed(String text) implements Said {}

    /** The command was called wrongly; it is over. */
    record Wrong(String sentence) implements Said {}

    /** It could not be carried out; it is over. */
    record Failed(String sentence) implements Said {}

    /** It is over, with this exit code. */
    record Ended(int code) implements Said {}

    /** The line that says it. */
    default String line() {
        var text = switch (this) {
            case Progress progress -> "p" + progress.fraction() + " " + progress.text();
            case Printed printed -> "o" + printed.text();
            case Wrong wrong -> "w" + wrong.sentence();
            case Failed failed -> "f" + failed.sentence();
            case Ended ended -> "e" + ended.code();
        };
        // Names out of a file may hold line breaks.
        return text.replaceAll("\\R", " ");
    }

    /** Reads what {@link #line()} wrote. */
    static Said parse(String line) {
        var text = line.substring(1);
        return switch (line.charAt(0)) {
            case 'p' -> {
                int end = text.indexOf(' ');
                yield new Progress(Double.parseDouble(text.substring(0, end)), text.substring(end + 1));
            }
            case 'o' -> new Printed(text);
            case 'w' -> new Wrong(text);
            case 'f' -> new Failed(text);
            case 'e' -> new Ended(Integer.parseInt(text));
            default -> throw new IllegalArgumentException("Nothing that is said begins so: " + line);
        };
    }
}
