package dev.handsel.bench.streams;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A customer: what they are known by, and what comes of them. */
final class Person {

    private static final String[] MAIL = {"gmail.com", "outlook.com", "yahoo.com", "proton.me", "icloud.com"};
    private static final int CARRIERS = 40;
    private static final int FINGERPRINTS = 4_000;

    final long number;
    final SplittableRandom chance;
    final String mail;
    final String device;
    final String fingerprint;
    final String address;
    final String card;

    /** Whoever brought them; null where they came by themselves. */
    final @Nullable Person referrer;

    final boolean trader;
    final boolean payer;
    final boolean hunter;
    final long staysUntilDay;
    int payments;

    /** @param day on which they sign up, from 0 */
    Person(long number, SplittableRandom chance, @Nullable Person referrer, long day) {
        this.number = number;
        this.chance = chance;
        this.referrer = referrer;
        boolean same = referrer != null && chance.nextDouble() < Habits.SAME_PERSON;
        this.mail = "p" + Long.toString(number * 7_919 + 46_656, 36) + letters(chance) + "@"
                + MAIL[chance.nextInt(MAIL.length)];
        this.device = same && referrer != null ? referrer.device : "d" + number;
        this.fingerprint = same && referrer != null ? referrer.fingerprint : "f" + chance.nextInt(FINGERPRINTS);
        this.address = same && referrer != null ? referrer.address : address(number, chance);
        this.card = same && referrer != null && chance.nextBoolean() ? referrer.card : "c" + number;
        this.trader = chance.nextDouble() < Habits.TRADERS;
        this.payer = chance.nextDouble() < Habits.PAYERS;
        this.hunter = trader && chance.nextDouble() < Habits.BONUS_HUNTERS;
        this.staysUntilDay = day + 1 + (long) (-Math.log(1 - chance.nextDouble()) * Habits.STAYS);
    }

    String id() {
        return "u" + number;
    }

    String code() {
        return "REF%06d".formatted(number);
    }

    String coupon() {
        return "SAVE%06d".formatted(number);
    }

    /** What an event says of the browser. */
    Map<String, String> client() {
        var client = new LinkedHashMap<String, String>();
        client.put("ip", address);
        client.put(
                "user_agent",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36");
        client.put("fingerprint", fingerprint);
        client.put("device", device);
        return client;
    }

    private static String address(long number, SplittableRandom chance) {
        return chance.nextDouble() < Habits.BEHIND_A_CARRIER
                ? "100.64.0." + chance.nextInt(CARRIERS)
                : "2001:db8:" + Long.toHexString(number >> 16 & 0xffff) + ":" + Long.toHexString(number & 0xffff)
                        + "::1";
    }

    private static String letters(SplittableRandom chance) {
        return chance.ints(6, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
