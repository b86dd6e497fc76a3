package dev.handsel.fraud.evaluation;

import org.jspecify.annotations.Nullable;

/** How the counters of a programme are kept, beside how far its events were followed. */
final class TotalsForm {

    private TotalsForm() {}

    static String text(Totals t) {
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
