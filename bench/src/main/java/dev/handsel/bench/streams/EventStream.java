package dev.handsel.bench.streams;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A programme as it runs for as long as it takes to come to so many events, day after day with the same number of people: longer
 * streams are longer in time, and not denser. Events come in the order of their times, no two at one time.
 */
public final class EventStream {

    /** When the first day begins. */
    public static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

    private static final Duration DAY = Duration.ofDays(1);
    private static final int AFFILIATES_KEPT = 200;
    private static final int FIRST_AFFILIATES = 20;

    private final SplittableRandom chance;
    private final EventWriter out;
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
    private final List<Person> staying = new ArrayList<>();
    private final List<Person> affiliates = new ArrayList<>();
    private long people;
    private long things;
    private Instant last = BEGIN;

    private EventStream(long seed, OutputStream out) {
        this.chance = new SplittableRandom(seed);
        this.out = new EventWriter(out);
    }

    /** What will happen; of several at one time the first that was planned comes first. */
    private record Due(Instant at, long number, String type, Map<String, ?> members) {}

    /**
     * Writes so many events as JSON lines, UTF-8; the same for the same seed. The stream is not closed.
     *
     * @throws IllegalArgumentException for no events
     */
    public static void write(long seed, long events, OutputStream out) throws IOException {
        if (events < 1) {
            throw new IllegalArgumentException("A stream has at least one event: " + events);
        }
        new EventStream(seed, out).run(events);
        out.flush();
    }

    private void run(long events) {
        for (int i = 0; i < FIRST_AFFILIATES; i++) {
            enrol(join(null, 0, BEGIN.plusSeconds(60L * i)), BEGIN.plusSeconds(3_600 + 60L * i));
        }
        for (long day = 0; out.written() < events; day++) {
            plan(day);
            var end = BEGIN.plus(DAY.multipliedBy(day + 1));
            while (out.written() < events
                    && !due.isEmpty()
                    && due.element().at().isBefore(end)) {
                tell(due.remove());
            }
        }
    }

    /** No two at one time, so that the order of the file is the order of times. */
    private void tell(Due one) {
        last = one.at().isAfter(last) ? one.at() : last.plusMillis(1);
        out.write(one.type(), last, one.members());
    }

    private void plan(long day) {
        var begin = BEGIN.plus(DAY.multipliedBy(day));
        staying.removeIf(person -> person.staysUntilDay <= day);
        staying.forEach(person -> live(person, day, begin));
        for (int i = times(Habits.IDLE_CLICKS_A_DAY); i > 0; i--) {
            click("k" + things++, sometime(begin), affiliate(), Map.of("ip", "203.0.113." + chance.nextInt(250)));
        }
        for (int i = times(Habits.SIGNUPS_A_DAY); i > 0; i--) {
            var at = sometime(begin);
            var referrer = chance.nextDouble() < Habits.REFERRED ? affiliate() : null;
            var person = join(referrer, day, at);
            if (chance.nextDouble() < Habits.AFFILIATES) {
                enrol(person, at.plusSeconds(600 + chance.nextInt(36_000)));
            }
        }
    }

    private Person join(@Nullable Person referrer, long day, Instant at) {
        var person = new Person(people++, chance.split(), referrer, day);
        var signup = new LinkedHashMap<String, Object>();
        signup.put("customer", person.id());
        signup.put("email", person.mail);
        signup.putAll(person.client());
        if (referrer != null && chance.nextDouble() < Habits.BY_COUPON) {
            signup.put("coupon", referrer.coupon());
        } else if (referrer != null) {
            var ref = "k" + things++;
            var pause = Duration.ofSeconds((long) Math.exp(4 + 3 * chance.nextDouble()));
            click(ref, at.minus(pause), referrer, person.client());
            signup.put("click_ref", ref);
        }
        later(at, "signup", signup);
        if (person.trader) {
            var linked = Map.of(
                    "customer", person.id(), "terminal", "t" + person.device, "broker_account", "b" + person.number);
            later(at.plusSeconds(300 + chance.nextInt(7_200)), "terminal_linked", linked);
        }
        if (person.payer) {
            pay(person, at.plusSeconds(900 + chance.nextInt(86_400)));
        }
        staying.add(person);
        return person;
    }

    private void enrol(Person person, Instant at) {
        var members = new LinkedHashMap<String, Object>();
        members.put("customer", person.id());
        members.put("code", person.code());
        members.put("coupons", List.of(person.coupon()));
        members.put("payout_fingerprint", "b" + person.number);
        members.putAll(person.client());
        later(at, "affiliate_enrolled", members);
        affiliates.add(person);
        if (affiliates.size() > AFFILIATES_KEPT) {
            affiliates.removeFirst();
        }
    }

    /** Few of them bring most. */
    private Person affiliate() {
        double place = chance.nextDouble();
        return affiliates.get((int) (place * place * affiliates.size()));
    }

    private void click(String ref, Instant at, Person affiliate, Map<String, String> client) {
        var members = new LinkedHashMap<String, Object>();
        members.put("ref", ref);
        members.put("code", affiliate.code());
        members.put("url", "https://shop.example/?via=" + affiliate.code());
        members.put("method", "GET");
        members.put("user_agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        members.putAll(client);
        later(at, "click", members);
    }

    private void live(Person person, long day, Instant begin) {
        for (int i = times(Habits.LOGINS_A_DAY); i > 0; i--) {
            var login = new LinkedHashMap<String, Object>(person.client());
            login.put("customer", person.id());
            later(sometime(begin), "login", login);
        }
        if (person.trader) {
            int most = person.hunter ? 3 : Integer.MAX_VALUE;
            for (int i = Math.min(most, times(Habits.TRADES_A_DAY)); i > 0; i--) {
                trade(person, sometime(begin));
            }
        }
        if (person.payer && person.payments > 0 && day % 30 == person.number % 30) {
            pay(person, sometime(begin));
        }
    }

    private void trade(Person person, Instant at) {
        var id = "x" + things++;
        double price = 100 + chance.nextInt(10_000) / 100.0;
        double closed = price + (chance.nextDouble() - 0.5) * (person.hunter ? 0.02 : 4);
        long held = person.hunter ? 20 + chance.nextInt(60) : (long) Math.exp(5 + 5 * chance.nextDouble());
        var opened = new LinkedHashMap<String, Object>();
        opened.put("customer", person.id());
        opened.put("trade", id);
        opened.put("symbol", "EURUSD");
        opened.put("side", chance.nextBoolean() ? "buy" : "sell");
        opened.put("volume", person.hunter ? 0.01 : 0.1 + chance.nextInt(10) / 10.0);
        opened.put("price", round(price));
        opened.put("spread", 0.02);
        later(at, "trade_opened", opened);
        var ends = new LinkedHashMap<String, Object>();
        ends.put("customer", person.id());
        ends.put("trade", id);
        ends.put("price", round(closed));
        ends.put("currency", "USD");
        ends.put("pnl", Math.round((closed - price) * 100));
        later(at.plusSeconds(held), "trade_closed", ends);
    }

    private void pay(Person person, Instant at) {
        var invoice = "in" + things++;
        long amount = 1_000 + 500L * chance.nextInt(8);
        var line = Map.of("amount", amount, "period_start", at.toString(), "months", 1);
        var members = new LinkedHashMap<String, Object>();
        members.put("customer", person.id());
        members.put("invoice", invoice);
        members.put("currency", "USD");
        members.put("payment_fingerprint", person.card);
        members.put("ip", person.address);
        members.put("tax", 0);
        members.put("lines", List.of(line));
        later(at, "invoice_paid", members);
        person.payments++;
        if (chance.nextDouble() < Habits.REFUNDS) {
            later(at.plus(DAY), "refund", Map.of("customer", person.id(), "invoice", invoice, "amount", amount / 2));
        } else if (chance.nextDouble() < Habits.DISPUTES) {
            var dispute =
                    Map.of("customer", person.id(), "invoice", invoice, "dispute", "dp" + invoice, "amount", amount);
            later(at.plus(DAY.multipliedBy(12)), "dispute_opened", dispute);
        }
    }

    private static double round(double price) {
        return Math.round(price * 100_000) / 100_000.0;
    }

    private void later(Instant at, String type, Map<String, ?> members) {
        due.add(new Due(at.isBefore(last) ? last : at, things++, type, members));
    }

    private Instant sometime(Instant begin) {
        return begin.plusMillis(chance.nextLong(DAY.toMillis()));
    }

    /** A whole number of times whose mean is this. */
    private int times(double mean) {
        int times = 0;
        double product = chance.nextDouble();
        double least = Math.exp(-Math.min(mean, 500));
        while (product > least) {
            product *= chance.nextDouble();
            times++;
        }
        return times;
    }
}
