package dev.handsel.platform.database;

import java.util.Optional;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * Work cannot go on before something else is committed. {@link Transactions} rolls the work back, does that in transactions of its
 * own, and runs the work again.
 */
public final class Beforehand extends ConcurrencyFailureException {

    private static final long serialVersionUID = 1L;

    private final transient Runnable deed;

    /**
     * @param deed what is done outside of the work's transaction; where it has been done meanwhile, it does nothing
     */
    public Beforehand(String reason, Runnable deed) {
        super(reason);
        this.deed = deed;
    }

    void run() {
        deed.run();
    }

    /** What this failure asks for, if that is its cause. */
    static Optional<Beforehand> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Beforehand asked) {
                return Optional.of(asked);
            }
        }
        return Optional.empty();
    }
}
