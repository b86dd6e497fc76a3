package dev.handsel.operation.beside;

/** Whoever called the command has to call it otherwise; the message is a sentence for them. */
public final class CalledWrongly extends RuntimeException {

    public CalledWrongly(String sentence) {
        super(sentence);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
