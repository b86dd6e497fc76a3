package dev.handsel.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** Speaks to the server without a client that would be too polite. */
public final class Wire {

    private static final int PATIENCE_MS = 60_000;

    private Wire() {}

    /** Sends these very characters, and nothing after them; answers with all that comes back. */
    public static String say(int port, String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A GET of the path by this host, with further lines of the header. */
    public static String get(int port, String host, String path, String... lines) {
        var more = lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
        return say(port, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + more + "\r\n");
    }
}
