package dev.handsel.testing;

import dev.handsel.signing.PlainRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A service that sees requests as they are on the wire: nothing is decoded, and nothing is refused. For requests without a body. */
public final class RawServer implements AutoCloseable {

    private final Function<PlainRequest, String> answering;
    private final List<ServerSocket> sockets = new ArrayList<>();

    /** Answers every request with what is made of it: 200 for {@code ok}, 401 for anything else. */
    public RawServer(Function<PlainRequest, String> answering) throws IOException {
        this.answering = answering;
        // Of both families, where there are two.
        listen(0);
    }

    /** Listens on this port as well; false where this process may not. */
    public boolean alsoAt(int port) {
        try {
            listen(port);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private void listen(int port) throws IOException {
        var socket = new ServerSocket();
        socket.bind(new InetSocketAddress(port));
        sockets.add(socket);
        Thread.startVirtualThread(() -> accept(socket));
    }

    public int port() {
        return sockets.getFirst().getLocalPort();
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                Thread.startVirtualThread(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout(10_000);
            var answer = answering.apply(read(new BufferedInputStream(connection.getInputStream())));
            var body = answer.getBytes(StandardCharsets.UTF_8);
            var head = "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                    .formatted(answer.equals("ok") ? "200 OK" : "401 Unauthorized", body.length);
            connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().write(body);
        } catch (IOException gone) {
            // The client has seen that there is no answer.
        }
    }

    private static PlainRequest read(BufferedInputStream in) throws IOException {
        var first = line(in).split(" ", -1);
        var headers = new ArrayList<Map.Entry<String, String>>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.add(Map.entry(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        var target = String.join(" ", List.of(first).subList(1, first.length - 1));
        return new PlainRequest(first[0], "http", target, headers, new byte[0]);
    }

    /** A line, a character for each byte. */
    private static String line(BufferedInputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int b = in.read();
        while (b >= 0 && b != '\n') {
            bytes.write(b);
            b = in.read();
        }
        return bytes.toString(StandardCharsets.ISO_8859_1).replaceFirst("\r$", "");
    }

    @Override
    public void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }
}
