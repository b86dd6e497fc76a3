package dev.handsel.platform.settings;

import org.jspecify.annotations.Nullable;

/** Something only the operator can put right. The message is one sentence for the terminal, shown without a stack trace. */
public final class CannotStart extends RuntimeException {

    public CannotStart(String sentence) {
        super(sentence);
    }

    public CannotStart(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
