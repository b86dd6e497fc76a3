package dev.handsel.stripesim.http;

import dev.handsel.stripesim.events.Origin;
import dev.handsel.stripesim.idempotency.Keys;
import dev.handsel.stripesim.model.Reply;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.params.Form;
import dev.handsel.stripesim.params.Reader;
import dev.handsel.stripesim.resources.Expansion;
import dev.handsel.stripesim.resources.Route;
import dev.handsel.stripesim.resources.Routes;
import dev.handsel.stripesim.state.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Authentication, then the idempotency layer, then validation, then execution: in this order. */
final class Api {

    private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(\\.[a-z]+)?(;.*)?");

    private final World world;
    private final Routes routes;
    private final Expansion expansion;
    private final Keys keys;
    private final String secret;
    private final AtomicLong executed = new AtomicLong();

    Api(World world, Routes routes, Keys keys, String secret) {
        this.world = world;
        this.routes = routes;
        this.expansion = new Expansion(world);
        this.keys = keys;
        this.secret = secret;
    }

    /** How many requests were executed that could change something. */
    long executed() {
        return executed.get();
    }

    /**
     * Answers a request.
     *
     * @param twist what a fault makes of the execution
     */
    Served answer(Arrival arrival, String request, UnaryOperator<Supplier<Reply>> twist) {
        try {
            authenticate(arrival);
            var account = account(arrival);
            if (!arrival.writes() || arrival.key().isEmpty()) {
                return new Served(
                        twist.apply(prepare(arrival, account, request)).get(), request, false);
            }
            if (arrival.key().length() > 255) {
                throw StripeError.invalid(null, "Idempotency keys can be up to 255 characters.", null);
            }
            var scope = new Keys.Scope(secret, account, arrival.key());
            var answer =
                    keys.answer(scope, request, arrival.print(), () -> twist.apply(prepare(arrival, account, request)));
            return new Served(answer.reply(), answer.request(), answer.replayed());
        } catch (StripeError error) {
            return new Served(Reply.of(error), request, false);
        }
    }

    private void authenticate(Arrival arrival) {
        var given = key(arrival.head().authorization());
        if (given == null) {
            throw StripeError.unauthorized("You did not provide an API key: send it as a Bearer token.");
        }
        if (!given.equals(secret)) {
            throw StripeError.unauthorized("Invalid API Key provided.");
        }
        var version = arrival.head().version();
        if (version != null && !VERSION.matcher(version).matches()) {
            throw StripeError.invalid(null, "Invalid Stripe API version: " + version, null);
        }
    }

    private static @Nullable String key(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        if (authorization.startsWith("Bearer ")) {
            return authorization.substring(7).strip();
        }
        if (!authorization.startsWith("Basic ")) {
            return null;
        }
        try {
            var pair = Base64.getDecoder().decode(authorization.substring(6).strip());
            var text = new String(pair, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0 ? text : text.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private String account(Arrival arrival) {
        var accounts = world.accounts();
        return arrival.account().isEmpty()
                ? accounts.platform().id()
                : world.locked(() -> accounts.get(arrival.account()).id());
    }

    /** Refuses, or gives what executes the request. */
    private Supplier<Reply> prepare(Arrival arrival, String account, String request) {
        var match = routes.find(arrival.method(), arrival.path()).orElseThrow(() -> unknown(arrival));
        if (!match.route().connected() && !world.accounts().isPlatform(account)) {
            var message = "The simulator answers this path for the platform only, not for connected accounts.";
            throw new StripeError(403, "invalid_request_error", null, message, null);
        }
        checkContent(arrival);
        var params = Reader.read(Form.tree(arrival.fields()), match.route().table());
        expansion.check(params.texts("expand"));
        match.route().check().require(params);
        var call = new Route.Call(match.ids(), params, account);
        return () -> execute(arrival, match.route(), call, request);
    }

    private static StripeError unknown(Arrival arrival) {
        var message = "Unrecognized request URL (" + arrival.method() + ": " + arrival.path() + ").";
        return new StripeError(404, "invalid_request_error", null, message, null);
    }

    private static void checkContent(Arrival arrival) {
        var type = arrival.head().type();
        if (arrival.writes()
                && !arrival.sent().body().isEmpty()
                && (type == null || !type.startsWith("application/x-www-form-urlencoded"))) {
            var message = "Invalid request (check that your POST content type is application/x-www-form-urlencoded).";
            throw StripeError.invalid(null, message, null);
        }
    }

    private Reply execute(Arrival arrival, Route route, Route.Call call, String request) {
        var origin = new Origin(request, arrival.key().isEmpty() ? null : arrival.key());
        if (arrival.writes()) {
            executed.incrementAndGet();
        }
        try {
            return ScopedValue.where(Origin.CURRENT, origin)
                    .call(() -> world.locked(() -> Reply.ok(expansion.expand(
                            route.handler().answer(call), call.params().texts("expand")))));
        } catch (StripeError error) {
            return Reply.of(error);
        } catch (RuntimeException bug) {
            System.getLogger(Api.class.getName()).log(System.Logger.Level.ERROR, "An error of the simulator", bug);
            return Reply.of(StripeError.server(500, "The simulator has an error: " + bug));
        }
    }
}
