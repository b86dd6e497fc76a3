package dev.handsel.inbox.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What happened to one customer, in the order in which it must be told; made from a seed. */
record Story(String customer, List<Event> told) {

    private static final Instant START = Instant.parse(EventScene.START);

    /** Everybody of a programme: each brought by one of these affiliates, or by nobody. */
    static List<Story> many(int count, List<Shop.Affiliate> affiliates, Random random) {
        var stories = new ArrayList<Story>();
        for (int i = 0; i < count; i++) {
            stories.add(of("c" + i, affiliates, random));
        }
        return stories;
    }

    private static Story of(String customer, List<Shop.Affiliate> affiliates, Random random) {
        var events = new ArrayList<Event>();
        var signup = Event.signup(customer);
        int chosen = random.nextInt(affiliates.size() + 1);
        events.add(
                chosen < affiliates.size()
                        ? signup.with("coupon", affiliates.get(chosen).coupon())
                        : signup);
        int invoices = 1 + random.nextInt(3);
        for (int number = 1; number <= invoices; number++) {
            invoice(customer, number, events, random);
        }
        if (random.nextBoolean()) {
            events.add(Event.tradeOpened("t-" + customer, customer));
            events.add(Event.tradeClosed("t-" + customer));
        }
        if (random.nextInt(4) == 0) {
            events.add(Event.canceled(customer));
        }
        return new Story(
                customer, events.stream().map(event -> event.told(START)).toList());
    }

    private static void invoice(String customer, int number, List<Event> events, Random random) {
        var ref = "in-" + customer + "-" + number;
        long amount = 1_000L + random.nextInt(50_000);
        var invoice = Event.invoice(ref, customer, amount)
                .with("reason", number == 1 ? "create" : "cycle")
                .with("tax", random.nextInt(500))
                .with("credit_applied", random.nextInt(300));
        events.add(random.nextInt(5) == 0 ? invoice.sold(amount, 12) : invoice);
        if (random.nextInt(3) == 0) {
            events.add(Event.update("up-" + ref, customer, random.nextInt(2_000) - 500));
        }
        if (random.nextInt(2) == 0) {
            events.add(Event.refund(ref, 1 + random.nextInt(300)));
        }
        if (random.nextInt(2) == 0) {
            var dispute = "d-" + ref;
            events.add(Event.disputed(ref, dispute, 1 + random.nextInt(500)));
            if (random.nextBoolean()) {
                events.add(random.nextBoolean() ? Event.won(ref, dispute) : Event.lost(ref, dispute));
            }
        }
        if (random.nextInt(6) == 0) {
            events.add(Event.refund(ref, amount * 2));
        }
    }

    /** One after the other. */
    static List<Event> inOrder(List<Story> stories) {
        return stories.stream().flatMap(story -> story.told().stream()).toList();
    }

    /** All at the same time: each story keeps its own order. */
    static List<Event> interleaved(List<Story> stories, Random random) {
        var rests = new ArrayList<List<Event>>();
        stories.forEach(story -> rests.add(new ArrayList<>(story.told())));
        var events = new ArrayList<Event>();
        while (!rests.isEmpty()) {
            var next = rests.get(random.nextInt(rests.size()));
            events.add(next.removeFirst());
            rests.removeIf(List::isEmpty);
        }
        return events;
    }

    /** As before, but disputes and partial refunds may come before the invoice that they are about, in any order. */
    static List<Event> hasty(List<Event> events, Random random) {
        var shuffled = new ArrayList<>(events);
        for (int from = 0; from < shuffled.size(); from++) {
            if (mayComeEarly(shuffled.get(from)) && random.nextBoolean()) {
                shuffled.add(random.nextInt(from + 1), shuffled.remove(from));
            }
        }
        return shuffled;
    }

    private static boolean mayComeEarly(Event event) {
        return switch (event.json().get("type").asString()) {
            case "dispute_opened", "dispute_won", "dispute_lost" -> true;
            case "refund" -> event.json().get("amount").asLong() <= 300;
            case String _ -> false;
        };
    }

    /** Cut into requests of random sizes. */
    static List<List<Event>> batches(List<Event> events, Random random) {
        var batches = new ArrayList<List<Event>>();
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(12));
            batches.add(events.subList(from, to));
            from = to;
        }
        return batches;
    }
}
