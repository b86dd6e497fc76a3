package dev.handsel.stripesim.control;

import com.sun.net.httpserver.HttpExchange;
import dev.handsel.stripesim.http.ApiServer;
import dev.handsel.stripesim.http.Loopback;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.params.Form;
import dev.handsel.stripesim.resources.Route;
import dev.handsel.stripesim.state.World;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The second port: JSON in, JSON out. */
public final class Control implements AutoCloseable {

    private final Loopback loopback;
    private final WorldControl world;
    private final FaultControl faults;
    private final WebhookControl webhooks;

    public Control(World world, ApiServer api, int port) {
        this.loopback = new Loopback(port);
        this.world = new WorldControl(world, api);
        this.faults = new FaultControl(api.faults(), api.log());
        this.webhooks = new WebhookControl(world);
    }

    public void start() {
        loopback.start(this::handle);
    }

    public URI uri() {
        return loopback.uri();
    }

    private void handle(HttpExchange exchange) throws IOException {
        int status = 200;
        ObjectNode json;
        try {
            json = answer(read(exchange));
        } catch (IllegalArgumentException | JacksonException e) {
            status = 400;
            json = Json.object("error", String.valueOf(e.getMessage()));
        } catch (StripeError e) {
            status = e.status();
            json = e.json();
        } catch (RuntimeException e) {
            status = 500;
            json = Json.object("error", String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        Loopback.send(exchange, status, "application/json", Json.bytes(json));
    }

    private static Question read(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var path = Route.parts(uri.getPath());
        if (path.isEmpty() || !path.getFirst().equals("control")) {
            throw new IllegalArgumentException("Paths begin with /control");
        }
        var query = Form.fields(Objects.requireNonNullElse(uri.getRawQuery(), ""));
        var json = Json.parse(exchange.getRequestBody().readAllBytes());
        return new Question(exchange.getRequestMethod(), path.subList(1, path.size()), query, json);
    }

    private ObjectNode answer(Question question) throws InterruptedException {
        return switch (question.name()) {
            case "GET state" -> world.state(question);
            case "POST topups" -> world.topup(question);
            case "POST limits" -> world.limit(question);
            case "DELETE limits" -> world.noLimits();
            case "POST clock" -> world.clock(question);
            case "POST accounts" -> world.accounts(question);
            case "POST accounts/complete", "POST accounts/enable" -> world.enable(question);
            case "POST accounts/disable" -> world.disable(question);
            case "POST accounts/deauthorize" -> world.deauthorize(question);
            case "GET accounts/payouts", "GET payouts" -> world.payouts(question);
            case "POST payouts/in_transit", "POST payouts/paid", "POST payouts/fail" -> world.payout(question);
            case "POST events" -> webhooks.emit(question);
            case "GET webhooks" -> webhooks.show();
            case "POST webhooks" -> webhooks.plan(question);
            case "POST webhooks/flush" -> webhooks.flush(question);
            case "GET deliveries" -> webhooks.deliveries(question);
            case "GET faults" -> faults.show();
            case "POST faults" -> faults.add(question);
            case "POST faults/random" -> faults.random(question);
            case "DELETE faults" -> faults.clear();
            case "GET requests" -> faults.requests(question);
            case "DELETE requests" -> faults.forget();
            default -> throw new IllegalArgumentException("There is no " + question.name());
        };
    }

    @Override
    public void close() {
        loopback.close();
    }
}
