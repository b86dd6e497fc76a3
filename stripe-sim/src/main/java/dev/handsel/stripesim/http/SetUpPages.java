package dev.handsel.stripesim.http;

import com.sun.net.httpserver.HttpExchange;
import dev.handsel.stripesim.model.Standing;
import dev.handsel.stripesim.state.SetUpLinks.Link;
import dev.handsel.stripesim.state.World;
import java.io.IOException;
import java.util.Optional;

/** The page behind an account link: one button, in place of Stripe's forms. */
final class SetUpPages {

    private static final String PATH = "/setup/";

    private final World world;

    SetUpPages(World world) {
        this.world = world;
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var token = exchange.getRequestURI().getPath().substring(PATH.length());
            var link = world.alone(() -> world.links().find(token));
            if (link.isEmpty()) {
                ApiServer.page(exchange, 404, "<!DOCTYPE html><title>No such link</title><p>There is no such link.");
            } else if (exchange.getRequestMethod().equals("POST")) {
                done(exchange, link.get());
            } else {
                open(exchange, link.get());
            }
        }
    }

    private void open(HttpExchange exchange, Link link) throws IOException {
        if (world.alone(() -> world.links().open(link))) {
            ApiServer.page(
                    exchange,
                    200,
                    "<!DOCTYPE html><html lang=\"en\"><title>Simulated onboarding</title><h1>Simulated onboarding</h1>"
                            + "<p>In place of Stripe's forms there is one button. No money is real here.</p>"
                            + "<form method=\"post\"><button>Fill everything in</button></form></html>");
        } else {
            redirect(exchange, link.refreshUrl());
        }
    }

    private void done(HttpExchange exchange, Link link) throws IOException {
        world.alone(() -> {
            world.links().forget(link);
            return Optional.of(world.accounts().move(link.account(), new Standing.Ready()));
        });
        redirect(exchange, link.returnUrl());
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(303, -1);
    }
}
