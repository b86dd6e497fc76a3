package dev.handsel.stripesim.events;

import org.jspecify.annotations.Nullable;

/** The request that is being answered; events name it as their cause. */
public record Origin(@Nullable String request, @Nullable String key) {

    /** Bound while a request of the API is executed. */
    public static final ScopedValue<Origin> CURRENT = ScopedValue.newInstance();

    private static final Origin NOBODY = new Origin(null, null);

    static Origin current() {
        return CURRENT.orElse(NOBODY);
    }
}
