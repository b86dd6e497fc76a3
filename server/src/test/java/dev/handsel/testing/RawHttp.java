package dev.handsel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Bytes to a server as they are, without a client that would be too polite. */
public final class RawHttp implements AutoCloseable {

    private final Socket socket;

    public RawHttp(URI server) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
            socket.setSoTimeout(30_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that comes back to this, after which nothing more is said. */
    public static String say(URI server, String request) {
        try (var raw = new RawHttp(server)) {
            raw.send(request);
            raw.end();
            return raw.rest();
        }
    }

    public void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether one more byte can be sent; not so once the server has cut the connection. */
    public boolean takes(String text) {
        try {
            send(text);
            return true;
        } catch (UncheckedIOException cut) {
            return false;
        }
    }

    /** Whether something came back that was not read yet. */
    public boolean waiting() {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void end() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes until the server closes; what came before a reset counts. */
    public String rest() {
        var text = new StringBuilder();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                text.append((char) next);
            }
        } catch (java.net.SocketTimeoutException open) {
            throw new IllegalStateException("The connection stays open after: " + text, open);
        } catch (IOException reset) {
            return text.toString();
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
