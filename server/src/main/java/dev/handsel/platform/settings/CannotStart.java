package dev.handsel.platform.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something only the operator can put right, or several such things. Each sentence is for the terminal, shown on a line of
 * its own and without a stack trace.
 */
public final class CannotStart extends RuntimeException {

    private final transient List<String> sentences;

    public CannotStart(String sentence) {
        this(sentence, null);
    }

    public CannotStart(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.sentences = List.of(sentence);
    }

    private CannotStart(List<String> sentences) {
        super(String.join("\n", sentences));
        this.sentences = List.copyOf(sentences);
    }

    /** Refuses with all of these at once; nothing happens where there are none. */
    public static void ifAny(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new CannotStart(faults);
        }
    }

    /** What is to be put right, a sentence each; at least one. */
    public List<String> sentences() {
        return sentences;
    }
}
