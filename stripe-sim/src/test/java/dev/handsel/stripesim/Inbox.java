package dev.handsel.stripesim;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody's webhook endpoint. */
final class Inbox implements AutoCloseable {

    private final HttpServer server;
    private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();

    /** A delivery as it came. */
    record Letter(String body, String signature) {
        String type() {
            return body.replaceAll("(?s).*\"type\":\"([a-z_.]+)\"}$", "$1");
        }
    }

    Inbox() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        letters.add(new Letter(body, exchange.getRequestHeaders().getFirst("Stripe-Signature")));
        exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? 500 : 200, -1);
        exchange.close();
    }

    /** The next so many deliveries get a 500. */
    void refuse(int count) {
        refusals.set(count);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    Letter next() {
        try {
            var letter = letters.poll(10, TimeUnit.SECONDS);
            if (letter == null) {
                throw new AssertionError("No delivery came");
            }
            return letter;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    List<Letter> sofar() {
        return List.copyOf(letters);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
