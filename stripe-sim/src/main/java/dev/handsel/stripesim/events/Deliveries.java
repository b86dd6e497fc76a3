package dev.handsel.stripesim.events;

import dev.handsel.stripesim.model.VirtualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Brings events to endpoints, at least once and up to three times, while the API goes on. Deliveries start in the order
 * of the events; they arrive in any order.
 */
public final class Deliveries implements AutoCloseable {

    private static final int TRIES = 3;
    private static final int ABREAST = 16;
    private static final int REMEMBERED = 200_000;

    private record Parcel(Event event, Endpoint endpoint) {}

    /** How the deliveries of one event stand. */
    private static final class Tally {
        private int open;
        private int failed;
    }

    private final Sender sender;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore slots = new Semaphore(ABREAST, true);
    private final Deque<Attempt> attempts = new ArrayDeque<>();
    private final Map<String, Tally> tallies = new HashMap<>();
    private List<Parcel> held = new ArrayList<>();
    private Plan plan = Plan.PLAIN;
    private int travelling;

    public Deliveries(VirtualClock clock) {
        this.sender = new Sender(clock);
    }

    synchronized void send(Event event, Endpoint endpoint) {
        var parcel = new Parcel(event, endpoint);
        for (int copy = 0; copy <= plan.duplicates(); copy++) {
            tallies.computeIfAbsent(event.id(), _ -> new Tally()).open++;
            if (plan.hold()) {
                held.add(parcel);
            } else {
                depart(parcel);
            }
        }
    }

    private void depart(Parcel parcel) {
        travelling++;
        var current = plan;
        threads.execute(() -> {
            try {
                Thread.sleep(delay(current));
                travel(parcel, current);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                arrived();
            }
        });
    }

    private static Duration delay(Plan plan) {
        long millis = plan.delay().toMillis();
        return plan.shuffle() && millis > 0
                ? Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis + 1))
                : plan.delay();
    }

    private void travel(Parcel parcel, Plan current) throws InterruptedException {
        var wait = current.backoff();
        for (int number = 1; number <= TRIES; number++) {
            slots.acquire();
            Attempt attempt;
            try {
                attempt = sender.send(
                        parcel.event(),
                        parcel.endpoint(),
                        number,
                        pending(parcel.event().id()));
            } finally {
                slots.release();
            }
            record(attempt, number == TRIES);
            if (attempt.delivered()) {
                return;
            }
            if (number < TRIES) {
                Thread.sleep(wait);
                wait = wait.multipliedBy(4);
            }
        }
    }

    private synchronized void record(Attempt attempt, boolean last) {
        attempts.addLast(attempt);
        if (attempts.size() > REMEMBERED) {
            attempts.removeFirst();
        }
        var tally = tallies.computeIfAbsent(attempt.event(), _ -> new Tally());
        if (attempt.delivered()) {
            tally.open--;
        } else if (last) {
            tally.failed++;
        }
    }

    private synchronized void arrived() {
        travelling--;
        notifyAll();
    }

    /** How many deliveries of an event have not succeeded yet. */
    public synchronized long pending(String event) {
        var tally = tallies.get(event);
        return tally == null ? 0 : tally.open;
    }

    /** Whether a delivery of the event was given up. */
    public synchronized boolean failed(String event) {
        var tally = tallies.get(event);
        return tally != null && tally.failed > 0;
    }

    public synchronized Plan plan() {
        return plan;
    }

    /** From now on; what is held stays held until it is flushed. */
    public synchronized void plan(Plan changed) {
        plan = changed;
    }

    /** Sends what is held, one after the other, and returns when nothing travels any more. */
    public int flush(boolean shuffle, long seed) throws InterruptedException {
        var parcels = takeHeld();
        if (shuffle) {
            Collections.shuffle(parcels, new Random(seed));
        }
        for (var parcel : parcels) {
            travel(parcel, plan());
        }
        settle();
        return parcels.size();
    }

    private synchronized List<Parcel> takeHeld() {
        var parcels = held;
        held = new ArrayList<>();
        return parcels;
    }

    private synchronized void settle() throws InterruptedException {
        while (travelling > 0) {
            wait();
        }
    }

    public synchronized List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    public synchronized int held() {
        return held.size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        sender.close();
    }
}
