package dev.handsel.fraud.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a stream in its order and hands on what happened at one instant together, in an order of its own. */
final class EventReader {

    /** What others refer to comes first; then the id decides: the order of arrival never does. */
    private static final Map<String, Integer> RANK = Map.of(
            "click",
            0,
            "signup",
            1,
            "affiliate_enrolled",
            2,
            "login",
            3,
            "terminal_linked",
            4,
            "invoice_paid",
            5,
            "trade_opened",
            6,
            "trade_closed",
            7,
            "first_trade",
            8);

    private static final Comparator<Event> ORDER =
            Comparator.<Event>comparingInt(e -> RANK.getOrDefault(e.type(), 9)).thenComparing(Event::id);

    private final JsonMapper json = new JsonMapper();

    void read(Path file, Random shuffle, Consumer<List<Event>> instant) {
        var now = new ArrayList<Event>();
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var event = event(json.readTree(line));
                if (!now.isEmpty() && now.getFirst().at() != event.at()) {
                    hand(now, shuffle, instant);
                }
                now.add(event);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hand(now, shuffle, instant);
    }

    private static void hand(List<Event> now, Random shuffle, Consumer<List<Event>> instant) {
        if (shuffle != null) {
            Collections.shuffle(now, shuffle);
        }
        now.sort(ORDER);
        instant.accept(List.copyOf(now));
        now.clear();
    }

    private static Event event(JsonNode n) {
        return new Event(
                text(n, "id"),
                text(n, "type"),
                Instant.parse(text(n, "occurred_at")).toEpochMilli(),
                text(n, "customer"),
                text(n, "email"),
                text(n, "ip"),
                text(n, "device"),
                text(n, "fingerprint"),
                text(n, "ref"),
                text(n, "click_ref"),
                text(n, "code"),
                text(n, "coupon"),
                coupons(n),
                text(n, "payment_fingerprint"),
                text(n, "payout_fingerprint"),
                text(n, "terminal"),
                text(n, "broker_account"),
                text(n, "user_agent"),
                text(n, "method"),
                text(n, "invoice"),
                trade(n));
    }

    private static Event.Trade trade(JsonNode n) {
        return !n.has("trade")
                ? null
                : new Event.Trade(
                        text(n, "trade"),
                        text(n, "symbol"),
                        "buy".equals(text(n, "side")),
                        number(n, "volume"),
                        number(n, "price"),
                        number(n, "spread"),
                        (long) number(n, "pnl"),
                        n.has("signal"));
    }

    private static List<String> coupons(JsonNode n) {
        var all = new ArrayList<String>();
        if (n.has("coupons")) {
            n.get("coupons").forEach(c -> all.add(c.asString()));
        }
        return all;
    }

    private static String text(JsonNode n, String name) {
        var value = n.get(name);
        return value == null || value.isNull() ? null : value.asString();
    }

    private static double number(JsonNode n, String name) {
        var value = n.get(name);
        return value == null ? 0 : value.asDouble();
    }
}
