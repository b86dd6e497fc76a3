package dev.handsel.stripesim.http;

import com.sun.net.httpserver.HttpExchange;
import dev.handsel.stripesim.state.AccountLinks.Link;
import dev.handsel.stripesim.state.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The page an account link leads to. */
final class SetupPages {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Simulated Stripe onboarding</title></head>
            <body style="font-family: sans-serif; max-width: 32rem; margin: 4rem auto">
            <h1>Simulated Stripe onboarding</h1>
            <p>Account <code>ACCOUNT</code></p>
            <p>No real data is asked for: the button gives the account a bank and its capabilities.</p>
            <form method="post" action="/setup/TOKEN"><button>Complete</button></form>
            <p><a href="BACK">Return without completing</a></p>
            </body>
            </html>
            """;
    private static final String DASHBOARD = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Simulated Express Dashboard</title></head>
            <body style="font-family: sans-serif; max-width: 32rem; margin: 4rem auto">
            <h1>Simulated Express Dashboard</h1>
            </body>
            </html>
            """;

    private final World world;

    SetupPages(World world) {
        this.world = world;
    }

    /** Answers if the path is one of a page. */
    boolean handle(HttpExchange exchange, Arrival arrival) throws IOException {
        if (arrival.path().startsWith("/express/")) {
            html(exchange, DASHBOARD);
            return true;
        }
        if (!arrival.path().startsWith("/setup/")) {
            return false;
        }
        var token = arrival.path().substring("/setup/".length());
        var link = world.locked(() -> world.links().find(token));
        if (link.isEmpty()) {
            Loopback.send(exchange, 404, "text/plain", "No such link".getBytes(StandardCharsets.UTF_8));
        } else if (arrival.writes()) {
            var done = world.locked(() -> complete(token));
            redirect(exchange, done.map(Link::back).orElse(link.get().refresh()));
        } else {
            open(exchange, link.get());
        }
        return true;
    }

    private void open(HttpExchange exchange, Link link) throws IOException {
        if (world.locked(() -> world.links().open(link.token())).isEmpty()) {
            redirect(exchange, link.refresh());
            return;
        }
        var page = PAGE.replace("ACCOUNT", link.account())
                .replace("TOKEN", link.token())
                .replace("BACK", escaped(link.back()));
        html(exchange, page);
    }

    private Optional<Link> complete(String token) {
        var link = world.links().complete(token);
        link.flatMap(each -> world.accounts().find(each.account()))
                .ifPresent(account -> world.accounts().complete(account));
        return link;
    }

    private static void html(HttpExchange exchange, String page) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        Loopback.send(exchange, 200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        Loopback.send(exchange, 303, "text/plain", new byte[0]);
    }
}
