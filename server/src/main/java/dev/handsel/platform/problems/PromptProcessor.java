package dev.handsel.platform.problems;

import dev.handsel.platform.http.RequestId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.parser.Host;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import tools.jackson.databind.json.JsonMapper;

/** One connection at a time: cuts requests that do not arrive, and bears with names of hosts that Tomcat does not know. */
final class PromptProcessor extends Http11Processor {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PromptProtocol protocol;

    PromptProcessor(PromptProtocol protocol) {
        super(protocol, new Draining(protocol.getAdapter(), protocol));
        this.protocol = protocol;
        request.setInputBuffer(new PromptBody(request, protocol));
    }

    /** Comes once for each piece of the headers, and Tomcat's own limit is one for the time between two of these. */
    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        long began = request.getStartTimeNanos();
        if (began != -1 && System.nanoTime() - began > protocol.patience().toNanos()) {
            var answer = late();
            socket.write(true, answer, 0, answer.length);
            socket.flush(true);
            return SocketState.CLOSED;
        }
        return super.service(socket);
    }

    private static byte[] late() {
        var failure = Failure.REQUEST_TIMEOUT;
        var id = RequestId.fresh();
        var body = JSON.writeValueAsString(failure.problem(failure.status(), id));
        var head = "HTTP/1.1 408 \r\nContent-Type: " + Problem.JSON + "\r\nContent-Length: " + body.length() + "\r\n"
                + RequestId.HEADER + ": " + id + "\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    /** Names of containers have underscores, which Tomcat refuses; whatever else is wrong with such a name it says itself. */
    @Override
    protected void parseHost(MessageBytes host) {
        var name = host == null || host.isNull() ? "" : host.toString();
        if (name.indexOf('_') < 0) {
            super.parseHost(host);
            return;
        }
        try {
            int colon = Host.parse(name.replace('_', 'x'));
            request.serverName().setString(colon < 0 ? name : name.substring(0, colon));
            if (colon < 0) {
                populatePort();
            } else {
                request.setServerPort(Integer.parseInt(name.substring(colon + 1)));
            }
        } catch (IllegalArgumentException malformed) {
            super.parseHost(host);
        }
    }

    /** The application behind the connection; what it left of a body is taken off the line while there is patience. */
    private record Draining(Adapter behind, PromptProtocol protocol) implements Adapter {

        @Override
        public void service(Request request, Response response) throws Exception {
            behind.service(request, response);
            if (!request.hasExpectation() && isOpen(request) && request.getInputBuffer() instanceof PromptBody body) {
                body.drain(protocol.getMaxSwallowSize());
            }
        }

        private static boolean isOpen(Request request) {
            var allowed = new java.util.concurrent.atomic.AtomicBoolean();
            request.action(ActionCode.IS_IO_ALLOWED, allowed);
            var async = new java.util.concurrent.atomic.AtomicBoolean();
            request.action(ActionCode.ASYNC_IS_ASYNC, async);
            return allowed.get() && !async.get();
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return behind.prepare(request, response);
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
            return behind.asyncDispatch(request, response, event);
        }

        @Override
        public void log(Request request, Response response, long time) {
            behind.log(request, response, time);
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            behind.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return behind.getDomain();
        }
    }
}
