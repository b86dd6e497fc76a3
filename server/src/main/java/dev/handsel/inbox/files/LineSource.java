package dev.handsel.inbox.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Reads ahead on a thread of its own, a bounded number of lines, so that reading and the database work side by side. */
final class LineSource implements AutoCloseable {

    private static final int AHEAD = 1_500;

    private sealed interface ReadStep {
        record One(Item item) implements ReadStep {}

        record End() implements ReadStep {}

        record Broken(RuntimeException cause) implements ReadStep {}
    }

    private final BlockingQueue<ReadStep> ahead = new ArrayBlockingQueue<>(AHEAD);
    private final Lines lines;
    private final ItemReader reader;
    private final Thread thread;
    private @Nullable ReadStep head;

    private LineSource(Lines lines, ItemReader reader) {
        this.lines = lines;
        this.reader = reader;
        this.thread = Thread.ofPlatform().daemon().name("import-reader").unstarted(this::readAll);
    }

    /** Starts to read after this line. */
    static LineSource after(long line, Lines lines, ItemReader reader) throws IOException {
        lines.skipTo(line);
        var source = new LineSource(lines, reader);
        source.thread.start();
        return source;
    }

    private void readAll() {
        try {
            ReadStep last = new ReadStep.End();
            try {
                for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                    ahead.put(new ReadStep.One(reader.read(line.get())));
                }
            } catch (IOException e) {
                last = new ReadStep.Broken(new UncheckedIOException(e));
            } catch (RuntimeException e) {
                last = new ReadStep.Broken(e);
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
            case ReadStep.One one -> Optional.of(one.item());
            case ReadStep.End _ -> Optional.empty();
            case ReadStep.Broken broken -> throw broken.cause();
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
