package dev.handsel.operation.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a command finish what it is at when it is told to stop by Ctrl-C or SIGTERM. */
final class Ending implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean near;

    private Ending() {}

    static Ending begin() {
        var ending = new Ending();
        Runtime.getRuntime().addShutdownHook(new Thread(ending::await, "command-ending"));
        return ending;
    }

    /** Whether the command is to stop at the next good place. */
    boolean isNear() {
        return near;
    }

    private void await() {
        near = true;
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is put away; the process may end. */
    @Override
    public void close() {
        done.countDown();
    }
}
