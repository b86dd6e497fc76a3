package dev.handsel.stripesim.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.handsel.stripesim.http.ApiServer;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.state.World;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The control interface: JSON in, JSON out, on a port of its own. */
public final class ControlServer implements AutoCloseable {

    private static final Pattern NAMED = Pattern.compile("/control/(accounts|payouts)/([^/]+)/([a-z_]+)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Commands commands;
    private final FaultCommands faults;

    public ControlServer(int port, World world, ApiServer api) {
        this.server = ApiServer.bound(port);
        this.commands = new Commands(world, api.requests());
        this.faults = new FaultCommands(api.faults());
        server.setExecutor(threads);
        server.createContext("/control/", this::handle);
        server.start();
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            ObjectNode answer;
            try {
                var body = Json.parse(exchange.getRequestBody().readAllBytes());
                answer = run(exchange.getRequestMethod(), exchange.getRequestURI(), body);
            } catch (StripeError | IllegalArgumentException | JacksonException wrong) {
                status = 400;
                answer = Json.object("error", String.valueOf(wrong.getMessage()));
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                status = 503;
                answer = Json.object("error", "stopping");
            }
            var bytes = Json.bytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private ObjectNode run(String method, URI uri, ObjectNode body) throws InterruptedException {
        var named = NAMED.matcher(uri.getPath());
        if (named.matches() && method.equals("POST")) {
            return named.group(1).equals("accounts")
                    ? commands.account(named.group(2), named.group(3), body)
                    : commands.payout(named.group(2), named.group(3), body);
        }
        var query = Optional.ofNullable(uri.getQuery()).orElse("");
        return switch (method + " " + uri.getPath()) {
            case "GET /control/state" -> commands.state(query.contains("by=payout"));
            case "POST /control/topups" -> commands.topUp(body);
            case "POST /control/clock" -> commands.clock(body);
            case "POST /control/accounts" -> commands.accounts(body);
            case "POST /control/events" -> commands.event(body);
            case "POST /control/webhooks" -> commands.webhooks(body);
            case "POST /control/webhooks/flush" -> commands.flush(body);
            case "GET /control/deliveries" -> commands.deliveries();
            case "GET /control/requests" -> commands.requests(query);
            case "DELETE /control/requests" -> commands.forgetRequests();
            case "GET /control/faults" -> faults.all();
            case "POST /control/faults" -> faults.add(body);
            case "POST /control/faults/random" -> faults.chance(body);
            case "DELETE /control/faults" -> faults.clear();
            default -> throw new IllegalArgumentException("There is no " + method + " " + uri.getPath());
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
