package dev.handsel.platform.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.function.Supplier;

/** A request's body that refuses to go on beyond its limit. */
final class LimitedStream extends ServletInputStream {

    private final ServletInputStream body;
    private final Supplier<? extends RuntimeException> refusal;
    private long left;

    LimitedStream(ServletInputStream body, long limit, Supplier<? extends RuntimeException> refusal) {
        this.body = body;
        this.left = limit;
        this.refusal = refusal;
    }

    @Override
    public int read() throws IOException {
        var next = body.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = body.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw refusal.get();
        }
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
