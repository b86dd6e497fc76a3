package dev.handsel.stripesim.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.handsel.stripesim.resources.Routes;
import dev.handsel.stripesim.state.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The port of the API: reads requests, lets happen to them what is to happen, writes answers. */
public final class ApiServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final World world;
    private final Api api;
    private final SetUpPages pages;
    private final Faults faults = new Faults();
    private final Requests requests = new Requests();

    public ApiServer(int port, String secretKey, World world) {
        this.server = bound(port);
        this.world = world;
        this.api = new Api(world, new Routes(base()), secretKey);
        this.pages = new SetUpPages(world);
        server.setExecutor(threads);
        server.createContext("/v1/", this::handle);
        server.createContext("/setup/", pages::handle);
        server.start();
    }

    /** A server on loopback; port 0 takes a free one. */
    public static HttpServer bound(int port) {
        // Read when the classes of the server are loaded: without it each small answer waits for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " cannot be listened on", e);
        }
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Faults faults() {
        return faults;
    }

    public Requests requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var arrived = world.clock().wall();
            long number = requests.next();
            var request = Incoming.read(exchange);
            var fault = faults.next(request.method(), request.path(), request.key());
            var outcome = "nothing";
            try {
                outcome = answer(exchange, request, fault);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                outcome = "stopped";
            } finally {
                log(number, arrived, request, outcome);
            }
        }
    }

    private String answer(HttpExchange exchange, Incoming request, Optional<Fault> fault)
            throws IOException, InterruptedException {
        var kind = fault.map(Fault::kind).orElse(null);
        if (kind == Fault.Kind.DROP_BEFORE) {
            return "dropped before";
        }
        if (kind == Fault.Kind.DELAY_BEFORE) {
            Thread.sleep(fault.orElseThrow().delay());
        }
        var answer = api.answer(request, fault);
        if (kind == Fault.Kind.DROP_AFTER) {
            return "dropped after " + answer.reply().status();
        }
        if (kind == Fault.Kind.DELAY_AFTER) {
            Thread.sleep(fault.orElseThrow().delay());
        }
        return write(exchange, answer, fault);
    }

    private static String write(HttpExchange exchange, Api.Answer answer, Optional<Fault> fault) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Request-Id", answer.request());
        if (answer.replayed()) {
            headers.set("Idempotent-Replayed", "true");
        }
        var retryAfter = fault.map(Fault::retryAfter).orElse(null);
        if (retryAfter != null && answer.reply().status() == 429) {
            headers.set("Retry-After", String.valueOf(retryAfter));
        }
        try {
            var bytes = answer.reply().body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.reply().status(), bytes.length);
            exchange.getResponseBody().write(bytes);
            return String.valueOf(answer.reply().status());
        } catch (IOException gone) {
            return answer.reply().status() + " to nobody";
        }
    }

    private void log(long number, Instant arrived, Incoming request, String outcome) {
        requests.add(new Requests.Seen(
                number,
                arrived,
                request.method(),
                request.path(),
                request.form(),
                request.key(),
                request.account(),
                outcome));
    }

    /** Writes a page of text. */
    static void page(HttpExchange exchange, int status, String html) throws IOException {
        var bytes = html.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
