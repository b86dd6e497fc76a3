package dev.handsel.platform.problems;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** The body of one request after another of a connection; what counts is the time that was spent waiting for it. */
final class PromptBody implements InputBuffer {

    private final Request request;
    private final InputBuffer body;
    private final PromptProtocol protocol;
    private long began = -1;
    private Duration waited = Duration.ZERO;

    PromptBody(Request request, PromptProtocol protocol) {
        this.request = request;
        this.body = request.getInputBuffer();
        this.protocol = protocol;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (began != request.getStartTimeNanos()) {
            began = request.getStartTimeNanos();
            waited = Duration.ZERO;
        }
        if (waited.compareTo(protocol.patience()) > 0) {
            throw new BadRequestException(new SocketTimeoutException("The body took too long to arrive"));
        }
        long asked = System.nanoTime();
        try {
            return body.doRead(handler);
        } catch (BadRequestException broken) {
            throw broken;
        } catch (IOException broken) {
            throw new BadRequestException("The body did not arrive", broken);
        } finally {
            waited = waited.plusNanos(System.nanoTime() - asked);
        }
    }

    @Override
    public int available() {
        return body.available();
    }

    /** Reads on to the end after the answer was sent, so that its client gets it, but no longer than it may have taken anyway. */
    void drain(long most) {
        var thrown = new Thrown();
        try {
            long read = 0;
            for (int next = 0; next >= 0 && read <= most && !isWhole(); read += Math.max(next, 0)) {
                next = doRead(thrown);
            }
        } catch (IOException late) {
            request.action(ActionCode.CLOSE_NOW, null);
        }
    }

    private boolean isWhole() {
        var whole = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, whole);
        return whole.get();
    }

    /** Takes what nobody wants. */
    private static final class Thrown implements ApplicationBufferHandler {

        private java.nio.ByteBuffer last = EMPTY_BUFFER;

        @Override
        public void setByteBuffer(java.nio.ByteBuffer buffer) {
            last = buffer;
        }

        @Override
        public java.nio.ByteBuffer getByteBuffer() {
            return last;
        }

        @Override
        public void expand(int size) {
            // Nothing is kept.
        }
    }
}
