package dev.handsel.inbox.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Reads ahead on a thread of its own, a bounded number of lines, so that reading and the database work side by side. */
final class Source implements AutoCloseable {

    private static final int AHEAD = 1_500;

    private sealed interface Step {
        record One(Item item) implements Step {}

        record End() implements Step {}

        record Broken(RuntimeException cause) implements Step {}
    }

    private final BlockingQueue<Step> ahead = new ArrayBlockingQueue<>(AHEAD);
    private final Lines lines;
    private final ItemReader reader;
    private final Thread thread;
    private @Nullable Step head;

    private Source(Lines lines, ItemReader reader) {
        this.lines = lines;
        this.reader = reader;
        this.thread = Thread.ofPlatform().daemon().name("import-reader").unstarted(this::readAll);
    }

    /** Starts to read after this line. */
    static Source after(long line, Lines lines, ItemReader reader) throws IOException {
        lines.skipTo(line);
        var source = new Source(lines, reader);
        source.thread.start();
        return source;
    }

    private void readAll() {
        try {
            Step last = new Step.End();
            try {
                for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                    ahead.put(new Step.One(reader.read(line.get())));
                }
            } catch (IOException e) {
                last = new Step.Broken(new UncheckedIOException(e));
            } catch (RuntimeException e) {
                last = new Step.Broken(e);
            }
            ahead.put(last);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** The item that {@link #take} will give; nothing at the end. */
    Optional<Item> peek() throws InterruptedException {
        if (head == null) {
            head = ahead.take();
        }
        return switch (head) {
            case Step.One one -> Optional.of(one.item());
            case Step.End _ -> Optional.empty();
            case Step.Broken broken -> throw broken.cause();
        };
    }

    Item take() throws InterruptedException {
        var item = peek().orElseThrow(NoSuchElementException::new);
        head = null;
        return item;
    }

    double fraction() {
        return lines.fraction();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
