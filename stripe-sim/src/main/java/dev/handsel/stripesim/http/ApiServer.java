package dev.handsel.stripesim.http;

import com.sun.net.httpserver.HttpExchange;
import dev.handsel.stripesim.events.Events;
import dev.handsel.stripesim.idempotency.Keys;
import dev.handsel.stripesim.model.Ids;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.Reply;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.resources.Routes;
import dev.handsel.stripesim.state.World;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** The API's port: every request is written down, may meet a fault, and is answered. */
public final class ApiServer implements AutoCloseable {

    private final World world;
    private final Api api;
    private final Keys keys;
    private final SetupPages pages;
    private final Faults faults = new Faults();
    private final Log log = new Log();
    private final Loopback loopback;

    public ApiServer(World world, int port, String secret) {
        this.world = world;
        this.keys = new Keys(world.clock());
        this.loopback = new Loopback(port);
        this.pages = new SetupPages(world);
        this.api = new Api(world, new Routes(world, loopback::uri), keys, secret);
    }

    public void start() {
        loopback.start(this::handle);
    }

    public URI uri() {
        return loopback.uri();
    }

    public Faults faults() {
        return faults;
    }

    public Log log() {
        return log;
    }

    public Keys keys() {
        return keys;
    }

    public ObjectNode counts() {
        return Json.object("arrived", log.size(), "executed", api.executed());
    }

    private void handle(HttpExchange exchange) throws IOException {
        var arrival = Arrival.read(exchange);
        if (pages.handle(exchange, arrival)) {
            return;
        }
        var request = Ids.request();
        var entry = log.add(request, arrival, world.clock().instant());
        var fault = faults.pick(arrival);
        var served = fault.isPresent() ? struck(fault.get(), arrival, request) : Optional.of(calm(arrival, request));
        if (served.isEmpty()) {
            entry.became(fault.map(each -> each.kind().text()).orElse("dropped"));
            exchange.close();
            return;
        }
        var outcome = served.get().reply().status() + (served.get().replayed() ? " replayed" : "");
        entry.became(outcome + fault.map(each -> " " + each.kind().text()).orElse(""));
        fault.filter(each -> each.retryAfter() > 0)
                .ifPresent(each -> exchange.getResponseHeaders().set("Retry-After", String.valueOf(each.retryAfter())));
        respond(exchange, arrival, served.get(), request);
    }

    private Served calm(Arrival arrival, String request) {
        return api.answer(arrival, request, execution -> execution);
    }

    private Served twisted(Arrival arrival, String request, UnaryOperator<Supplier<Reply>> twist) {
        return api.answer(arrival, request, twist);
    }

    /** The answer, or none where the connection is to be dropped. */
    private Optional<Served> struck(Fault fault, Arrival arrival, String request) {
        return switch (fault.kind()) {
            case DROP_BEFORE -> Optional.empty();
            case STATUS_BEFORE -> plain(fault.error(), request);
            case RATE_LIMIT -> plain(fault.tooMany(), request);
            case IN_USE -> plain(Reply.of(Keys.inUse(arrival.key())), request);
            case UNAUTHORIZED -> plain(Reply.of(StripeError.unauthorized("Invalid API Key provided.")), request);
            case DELAY_BEFORE -> {
                sleep(fault.delay());
                yield Optional.of(calm(arrival, request));
            }
            case DELAY_AFTER -> {
                var served = calm(arrival, request);
                sleep(fault.delay());
                yield Optional.of(served);
            }
            case DROP_AFTER -> {
                calm(arrival, request);
                yield Optional.empty();
            }
            case STATUS_AFTER_UNPINNED -> {
                calm(arrival, request);
                yield plain(fault.error(), request);
            }
            case DELAY_DURING, STATUS_BEFORE_PINNED, STATUS_AFTER ->
                Optional.of(twisted(arrival, request, execution -> () -> inside(fault, execution)));
        };
    }

    /** A fault within the idempotency layer: what it answers stays under the key. */
    private static Reply inside(Fault fault, Supplier<Reply> execution) {
        return switch (fault.kind()) {
            case STATUS_AFTER -> {
                var _ = execution.get();
                yield fault.error();
            }
            case STATUS_BEFORE_PINNED -> fault.error();
            default -> {
                sleep(fault.delay());
                yield execution.get();
            }
        };
    }

    private static Optional<Served> plain(Reply reply, String request) {
        return Optional.of(new Served(reply, request, false));
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void respond(HttpExchange exchange, Arrival arrival, Served served, String request)
            throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Request-Id", request);
        headers.set("Stripe-Version", Events.VERSION);
        if (!arrival.key().isEmpty() && arrival.writes()) {
            headers.set("Idempotency-Key", arrival.key());
            headers.set("Original-Request", served.original());
        }
        if (served.replayed()) {
            headers.set("Idempotent-Replayed", "true");
        }
        Loopback.send(
                exchange,
                served.reply().status(),
                "application/json",
                served.reply().bytes());
    }

    @Override
    public void close() {
        loopback.close();
    }
}
