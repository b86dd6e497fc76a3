package dev.handsel.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** As much of an SMTP server (RFC 5321) as it takes to accept mails, to refuse some, and to be silent. */
final class MailServer implements AutoCloseable {

    private final ServerSocket socket;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final String refusal;
    private final AtomicInteger refusals;

    /**
     * A server that meets the first connections with a refusal.
     *
     * @param refusal a reply such as {@code 451 later}; empty for silence
     */
    MailServer(String refusal, int refusals) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.refusal = refusal;
        this.refusals = new AtomicInteger(refusals);
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    int accepted() {
        return accepted.get();
    }

    int refused() {
        return refused.get();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> speak(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void speak(Socket client) {
        try (client) {
            if (refusals.getAndDecrement() > 0) {
                refused.incrementAndGet();
                if (refusal.isEmpty()) {
                    silent(client);
                    return;
                }
                say(client, refusal);
                return;
            }
            converse(client);
        } catch (IOException gone) {
            // The client has gone.
        }
    }

    /** Says nothing until the client has had enough. */
    private static void silent(Socket client) throws IOException {
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private void converse(Socket client) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        say(client, "220 ready");
        boolean data = false;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (data) {
                if (line.equals(".")) {
                    data = false;
                    accepted.incrementAndGet();
                    say(client, "250 kept");
                }
            } else if (line.equals("DATA")) {
                data = true;
                say(client, "354 go on");
            } else if (line.equals("QUIT")) {
                say(client, "221 bye");
                return;
            } else {
                say(client, "250 ok");
            }
        }
    }

    private static void say(Socket client, String reply) throws IOException {
        client.getOutputStream().write((reply + "\r\n").getBytes(US_ASCII));
        client.getOutputStream().flush();
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
