package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.rules.Delays;
import org.jspecify.annotations.Nullable;

/** Counters of a whole programme, against which an affiliate is measured, and how far its time has come. */
final class Totals {

    /** No day yet. */
    static final long NEVER = Long.MIN_VALUE;

    /** The day up to whose midnight affiliates were judged, since 1970. */
    long day = NEVER;
    /** The latest time of all that was told, in milliseconds. */
    long now;

    final int[] delays = new int[Delays.STEPS];
    int clicks;
    int signups;
    int overwritten;
    int couponsAtSignup;
    int atTill;
    /** Customers nobody referred: sign-ups seven days ago or more, and those of them that did nothing since. */
    int organicMatured;

    int organicDead;
    /** Traders nobody referred, seven days after their first close, and those of them of little effort. */
    int organicTraders;

    int organicInstant;
    int organicBrief;

    /** As it is kept, beside how far events were followed. */
    String text() {
        var t = this;
        return Json.object(json -> {
            json.number("now", t.now)
                    .number("clicks", t.clicks)
                    .number("signups", t.signups)
                    .number("overwritten", t.overwritten)
                    .number("coupons_at_signup", t.couponsAtSignup)
                    .number("at_till", t.atTill)
                    .number("organic_matured", t.organicMatured)
                    .number("organic_dead", t.organicDead)
                    .number("organic_traders", t.organicTraders)
                    .number("organic_instant", t.organicInstant)
                    .number("organic_brief", t.organicBrief)
                    .histogram("delays", t.delays);
            if (t.day != Totals.NEVER) {
                json.out().writeNumberProperty("day", t.day);
            }
        });
    }

    /** Reads {@link #text}; of nothing it is nothing yet. */
    static Totals read(@Nullable String text) {
        var t = new Totals();
        if (text == null) {
            return t;
        }
        var from = Json.read(text);
        t.day = from.has("day") ? from.get("day").asLong() : Totals.NEVER;
        t.now = Json.millis(from, "now");
        t.clicks = Json.count(from, "clicks");
        t.signups = Json.count(from, "signups");
        t.overwritten = Json.count(from, "overwritten");
        t.couponsAtSignup = Json.count(from, "coupons_at_signup");
        t.atTill = Json.count(from, "at_till");
        t.organicMatured = Json.count(from, "organic_matured");
        t.organicDead = Json.count(from, "organic_dead");
        t.organicTraders = Json.count(from, "organic_traders");
        t.organicInstant = Json.count(from, "organic_instant");
        t.organicBrief = Json.count(from, "organic_brief");
        Json.histogram(from.path("delays"), t.delays);
        return t;
    }
}
