package dev.handsel.fraud.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/** Some weeks of a made-up programme: honest people, and affiliates who are their own customers, know each other, or buy leads. */
public final class SmallWorld {

    public static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    public static final int DAYS = 40;

    private static final String BROWSER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
    private static final int AFFILIATES = 14;

    private final Random random;
    private final JsonMapper json = new JsonMapper();
    private final List<Told> events = new ArrayList<>();
    private int ids;

    private SmallWorld(long seed) {
        this.random = new Random(seed);
    }

    /** An event as a line, and when it happened. */
    public record Told(Instant at, String line) {}

    /** The events of one with so many customers, in their order. */
    public static List<Told> of(long seed, int customers) {
        var world = new SmallWorld(seed);
        for (int affiliate = 0; affiliate < AFFILIATES; affiliate++) {
            world.affiliate(affiliate);
        }
        for (int customer = 0; customer < customers; customer++) {
            world.customer(customer);
        }
        return world.events.stream()
                .filter(told -> told.at().isBefore(START.plus(Duration.ofDays(DAYS))))
                .sorted(Comparator.comparing(Told::at))
                .toList();
    }

    private Map<String, Object> tell(String type, Instant at, Object... members) {
        var event = new LinkedHashMap<String, Object>();
        event.put("id", "e%06d".formatted(ids++));
        event.put("type", type);
        event.put("occurred_at", at.toString());
        for (int i = 0; i < members.length; i += 2) {
            event.put((String) members[i], members[i + 1]);
        }
        events.add(new Told(at, json.writeValueAsString(event)));
        return event;
    }

    /** Minutes are coarse on purpose: much happens at one instant. */
    private Instant later(Instant from, double hours) {
        long minutes = (long) (random.nextDouble() * hours * 60);
        return from.plus(Duration.ofMinutes(minutes - minutes % 5));
    }

    private void affiliate(int n) {
        var at = later(START, 60);
        var name = "aff" + n;
        tell(
                "signup",
                at,
                "customer",
                name,
                "email",
                "affiliateno%s@mail%d.example".formatted(letters(n), n),
                "ip",
                place("a", n),
                "device",
                "da" + n,
                "fingerprint",
                "fa" + n,
                "user_agent",
                BROWSER);
        tell(
                "affiliate_enrolled",
                at.plusSeconds(600),
                "customer",
                name,
                "code",
                "code" + n,
                "coupons",
                List.of("SAVE" + n),
                "payout_fingerprint",
                "bank" + (n < 3 ? 0 : n),
                "ip",
                place("a", n),
                "device",
                "da" + n,
                "fingerprint",
                "fa" + n);
        for (var login = later(at, 80); login.isBefore(START.plus(Duration.ofDays(DAYS))); login = later(login, 120)) {
            tell(
                    "login",
                    login.plusSeconds(300),
                    "customer",
                    name,
                    "ip",
                    place("a", n),
                    "device",
                    "da" + n,
                    "fingerprint",
                    "fa" + n);
            login = login.plus(Duration.ofHours(9));
        }
    }

    private static String letters(int n) {
        return "" + (char) ('a' + n % 26) + (char) ('a' + n / 26 % 26);
    }

    private static String place(String kind, int n) {
        return (kind.equals("a") ? "198.51." : "203.0.") + n / 200 + "." + n % 200;
    }

    private void customer(int n) {
        int affiliate = random.nextInt(AFFILIATES + 4);
        boolean organic = affiliate >= AFFILIATES;
        boolean fake = affiliate < 4 && random.nextInt(3) > 0;
        boolean dead = affiliate == 5;
        var at = later(START.plus(Duration.ofDays(3)), 24 * (DAYS - 8));
        var device = fake ? "da" + affiliate : "dc" + n;
        var address = fake ? place("a", affiliate) : place("c", random.nextInt(3) == 0 ? n % 20 : n);
        var print = fake ? "fa" + affiliate : "fc" + n % 90;
        var name = "cus" + n;
        var mail = fake && n % 4 == 0
                ? "affiliateno" + letters(affiliate) + n
                : "person" + letters(n) + "name" + letters(n / 7);
        var signup = tell(
                "signup",
                at,
                "customer",
                name,
                "email",
                mail + "@post" + n % 5 + ".example",
                "ip",
                address,
                "device",
                device,
                "fingerprint",
                print,
                "user_agent",
                BROWSER);
        if (!organic) {
            came(signup, affiliate, at, n, device);
        }
        if (!dead) {
            lives(n, name, at, device, address, print, fake);
        }
    }

    /** By a click, quick in the case of one; by a code; or by a coupon. */
    private void came(Map<String, Object> signup, int affiliate, Instant at, int n, String device) {
        int way = random.nextInt(5);
        if (way < 3) {
            var clicked = at.minusSeconds(affiliate == 6 ? 2 : 60 + random.nextInt(40_000));
            tell(
                    "click",
                    clicked,
                    "ref",
                    "click" + n,
                    "code",
                    "code" + affiliate,
                    "ip",
                    place("c", n),
                    "device",
                    device,
                    "user_agent",
                    BROWSER,
                    "method",
                    "GET");
            signup.put("click_ref", "click" + n);
        } else if (way == 3) {
            signup.put("code", "code" + affiliate);
        } else {
            signup.put("coupon", "SAVE" + affiliate);
        }
        events.removeIf(told -> told.line().contains("\"" + signup.get("id") + "\""));
        events.add(new Told(at, json.writeValueAsString(signup)));
    }

    private void lives(int n, String name, Instant at, String device, String address, String print, boolean fake) {
        var now = at;
        int sessions = 2 + random.nextInt(10);
        for (int i = 0; i < sessions; i++) {
            now = later(now.plusSeconds(1800), 70);
            tell("login", now, "customer", name, "ip", address, "device", device, "fingerprint", print);
            if (i == 1) {
                tell(
                        "terminal_linked",
                        now.plusSeconds(60),
                        "customer",
                        name,
                        "terminal",
                        "t" + (fake ? n % 4 : n),
                        "broker_account",
                        "b" + n);
            }
            if (i % 3 == 1) {
                pays(n, name, now.plusSeconds(120), i, address, fake);
            }
            trades(n, name, now.plusSeconds(240), i, fake);
        }
    }

    private void pays(int n, String name, Instant at, int i, String address, boolean fake) {
        var paid = tell(
                "invoice_paid",
                at,
                "customer",
                name,
                "invoice",
                "in" + n + "-" + i,
                "currency",
                "USD",
                "reason",
                "create",
                "tax",
                0,
                "payment_fingerprint",
                "card" + (fake ? n % 6 : n),
                "ip",
                address,
                "lines",
                List.of(Map.of("amount", 2900, "period_start", at.toString(), "months", 1)));
        if (n % 9 == 0) {
            paid.put("coupon", "SAVE" + n % AFFILIATES);
            events.removeLast();
            events.add(new Told(at, json.writeValueAsString(paid)));
        }
        if (fake && n % 5 == 0) {
            tell(
                    "dispute_opened",
                    at.plus(Duration.ofHours(50)),
                    "customer",
                    name,
                    "invoice",
                    "in" + n + "-" + i,
                    "dispute",
                    "dp" + n + "-" + i,
                    "amount",
                    2900);
        }
    }

    private void trades(int n, String name, Instant at, int i, boolean fake) {
        boolean buy = (n + i) % 2 == 0;
        long held = fake ? 60 + n % 60 : 3_600;
        var trade = "t" + n + "-" + i;
        tell(
                "trade_opened",
                at,
                "customer",
                name,
                "trade",
                trade,
                "symbol",
                "EURUSD",
                "side",
                buy ? "buy" : "sell",
                "volume",
                0.1,
                "price",
                1.1,
                "spread",
                0.0001,
                "contract_size",
                100_000);
        tell(
                "trade_closed",
                at.plusSeconds(held),
                "customer",
                name,
                "trade",
                trade,
                "price",
                1.1001,
                "currency",
                "USD",
                "pnl",
                buy ? 10 : -10,
                "commission",
                1);
    }
}
