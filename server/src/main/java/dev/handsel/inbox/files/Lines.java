package dev.handsel.inbox.files;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The lines of a file, one at a time, unpacked where it is gzip. Empty lines are left out but counted. */
final class Lines implements AutoCloseable {

    /** The longest line that is kept; the rest of a longer one is thrown away. */
    static final int LONGEST = 1_000_000;

    private static final int BUFFER = 64 * 1024;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private final Counted raw;
    private final InputStream bytes;
    private final long size;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int filled;
    private long number;

    private Lines(Counted raw, InputStream bytes, long size) {
        this.raw = raw;
        this.bytes = bytes;
        this.size = size;
    }

    /**
     * A line that is not empty.
     *
     * @param number counted from 1
     * @param tooLong whether it was longer than {@value #LONGEST} bytes; {@code text} is then only its beginning
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares lines
    record FileLine(long number, byte[] text, boolean tooLong) {}

    static Lines open(Path file) throws IOException {
        var raw = new Counted(Files.newInputStream(file));
        var buffered = new BufferedInputStream(raw, BUFFER);
        buffered.mark(GZIP.length);
        boolean packed = java.util.Arrays.equals(buffered.readNBytes(GZIP.length), GZIP);
        buffered.reset();
        return new Lines(raw, packed ? new GZIPInputStream(buffered, BUFFER) : buffered, Files.size(file));
    }

    /** Leaves out everything up to and with this line. */
    void skipTo(long last) throws IOException {
        while (number < last && line().isPresent()) {}
    }

    /** The next line that is not empty; nothing at the end of the file. */
    Optional<FileLine> next() throws IOException {
        while (true) {
            var line = line();
            if (line.isEmpty() || line.get().text().length > 0) {
                return line;
            }
        }
    }

    private Optional<FileLine> line() throws IOException {
        if (position == filled && !fill()) {
            return Optional.empty();
        }
        var text = new ByteArrayOutputStream(512);
        long length = 0;
        boolean ended = false;
        do {
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            text.write(buffer, position, Math.min(end - position, LONGEST - text.size()));
            length += end - position;
            ended = end < filled;
            position = ended ? end + 1 : end;
        } while (!ended && fill());
        number++;
        return Optional.of(new FileLine(number, stripped(text.toByteArray()), length > LONGEST));
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, bytes.read(buffer));
        return filled > 0;
    }

    private static byte[] stripped(byte[] text) {
        int end = text.length;
        while (end > 0 && Character.isWhitespace(text[end - 1])) {
            end--;
        }
        return end == text.length ? text : java.util.Arrays.copyOf(text, end);
    }

    /** How much of the file has been read, from 0 to 1; may be asked by another thread. */
    double fraction() {
        return size == 0 ? 1 : Math.min(1, (double) raw.count / size);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private static final class Counted extends FilterInputStream {

        private volatile long count;

        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads, others only look
        private void count(int more) {
            count += more;
        }
    }
}
