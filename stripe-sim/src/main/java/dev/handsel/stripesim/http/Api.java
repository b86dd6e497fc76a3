package dev.handsel.stripesim.http;

import dev.handsel.stripesim.events.Origin;
import dev.handsel.stripesim.idempotency.Keys;
import dev.handsel.stripesim.model.Account;
import dev.handsel.stripesim.model.Ids;
import dev.handsel.stripesim.model.Reply;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.params.Form;
import dev.handsel.stripesim.params.Reader;
import dev.handsel.stripesim.resources.Call;
import dev.handsel.stripesim.resources.Routes;
import dev.handsel.stripesim.state.World;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * From a request to its answer: who asks, how often, then the key, then the parameters, then what is asked for. That is the
 * order in which Stripe documents that refusals come.
 */
final class Api {

    private static final int LONGEST_KEY = 255;

    private final World world;
    private final Routes routes;
    private final Keys keys;
    private final String secretKey;

    Api(World world, Routes routes, String secretKey) {
        this.world = world;
        this.routes = routes;
        this.keys = new Keys(world.clock());
        this.secretKey = secretKey;
    }

    /** An answer, with its number and whether it was given before. */
    record Answer(Reply reply, String request, boolean replayed) {}

    Answer answer(Incoming request, Optional<Fault> fault) {
        var id = Ids.request();
        try {
            early(request, fault);
            if (request.method().equals("POST") && request.key() != null) {
                return keyed(request, request.key(), id, fault);
            }
            return new Answer(after(prepare(request, id).get(), fault), id, false);
        } catch (StripeError refusal) {
            return new Answer(Reply.of(refusal), id, false);
        }
    }

    /** What is refused before anybody looks at the key. */
    private void early(Incoming request, Optional<Fault> fault) {
        if (request.secret() == null) {
            throw StripeError.unauthorized("You did not provide an API key.");
        }
        if (!request.secret().equals(secretKey) || is(fault, Fault.Kind.UNAUTHORIZED)) {
            throw StripeError.unauthorized("Invalid API Key provided: " + hidden(request.secret()));
        }
        if (is(fault, Fault.Kind.RATE_LIMIT)) {
            throw new StripeError(
                    429,
                    "invalid_request_error",
                    "rate_limit",
                    "Request rate limit exceeded. Learn more about rate limits.",
                    null);
        }
        if (request.key() != null && request.key().length() > LONGEST_KEY) {
            throw StripeError.invalid(null, "The idempotency key provided is too long: 255 characters at most.", null);
        }
        if (request.key() != null && is(fault, Fault.Kind.IN_USE)) {
            throw Keys.inUse(request.key());
        }
        if (is(fault, Fault.Kind.STATUS_BEFORE)) {
            throw error(fault.orElseThrow());
        }
    }

    private static String hidden(String secret) {
        return secret.substring(0, Math.min(8, secret.length())) + "****";
    }

    private Answer keyed(Incoming request, String key, String id, Optional<Fault> fault) {
        var scope = new Keys.Scope(secretKey, String.valueOf(request.account()), key);
        var answer = keys.answer(scope, id, request.print(), () -> {
            var execution = prepare(request, id);
            return () -> {
                if (is(fault, Fault.Kind.STATUS_BEFORE_PINNED)) {
                    return Reply.of(error(fault.orElseThrow()));
                }
                var reply = execution.get();
                return is(fault, Fault.Kind.STATUS_AFTER) ? Reply.of(error(fault.orElseThrow())) : reply;
            };
        });
        var reply = is(fault, Fault.Kind.STATUS_AFTER_UNPINNED) ? Reply.of(error(fault.orElseThrow())) : answer.reply();
        return new Answer(reply, answer.request(), answer.replayed());
    }

    private static Reply after(Reply reply, Optional<Fault> fault) {
        boolean hidden = is(fault, Fault.Kind.STATUS_AFTER)
                || is(fault, Fault.Kind.STATUS_AFTER_UNPINNED)
                || is(fault, Fault.Kind.STATUS_BEFORE_PINNED);
        return hidden ? Reply.of(error(fault.orElseThrow())) : reply;
    }

    /** Refuses what is malformed; what it gives executes the request, and also answers what cannot be executed. */
    private Supplier<Reply> prepare(Incoming request, String id) {
        var found = routes.find(request.method(), request.path())
                .orElseThrow(() -> new StripeError(
                        404,
                        "invalid_request_error",
                        null,
                        "Unrecognized request URL (" + request.method() + ": " + request.path() + ").",
                        null));
        var params = Reader.read(
                Form.tree(Form.fields(request.form())), found.route().table());
        var connected = connected(request);
        var call = new Call(world, params, found.path(), connected);
        var origin = new Origin(id, request.key());
        return () -> ScopedValue.where(Origin.CURRENT, origin)
                .call(() -> world.alone(() -> {
                    try {
                        return Reply.ok(found.route().handler().apply(call));
                    } catch (StripeError refusal) {
                        return Reply.of(refusal);
                    }
                }));
    }

    private Optional<Account> connected(Incoming request) {
        var account = request.account();
        if (account == null || account.equals(world.platform().id())) {
            return Optional.empty();
        }
        return Optional.of(world.alone(() -> world.accounts().visible(account)));
    }

    private static boolean is(Optional<Fault> fault, Fault.Kind kind) {
        return fault.isPresent() && fault.get().kind() == kind;
    }

    private static StripeError error(Fault fault) {
        if (fault.status() >= 500) {
            return StripeError.server(fault.status(), "An unexpected error occurred.");
        }
        return new StripeError(
                fault.status(), "invalid_request_error", fault.code(), "The request was refused by plan.", null);
    }
}
