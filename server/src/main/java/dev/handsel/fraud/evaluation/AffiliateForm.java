package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.evaluation.Affiliate.Closed;
import dev.handsel.fraud.evaluation.Affiliate.Session;
import dev.handsel.fraud.rules.ClosedTrade;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** How the counters of an affiliate are kept, with their account. */
final class AffiliateForm {

    private AffiliateForm() {}

    static void write(Json json, Affiliate a, long now) {
        counters(json, a);
        var out = json.out();
        out.writeObjectPropertyStart("days");
        a.days.forEach((day, n) -> out.writeNumberProperty(day.toString(), n));
        out.writeEndObject();
        out.writeArrayPropertyStart("recent");
        a.recent.stream().filter(one -> now - one.at() <= Bounds.TRAIN_WINDOW).forEach(one -> {
            out.writeString(one.account());
            out.writeNumber(one.at());
        });
        out.writeEndArray();
        out.writeArrayPropertyStart("closed");
        a.closed.stream()
                .filter(one -> closedAt(one) >= now - Bounds.TRADES_KEPT)
                .forEach(one -> closed(out, one));
        out.writeEndArray();
    }

    private static void counters(Json json, Affiliate a) {
        json.number("clicks", a.clicks)
                .number("filtered", a.filtered)
                .number("referrals", a.referrals)
                .number("signups", a.signups)
                .number("overwritten", a.overwritten)
                .number("coupons_at_signup", a.couponsAtSignup)
                .number("at_till", a.atTill)
                .number("redemptions", a.redemptions)
                .number("leaked", a.leaked)
                .number("matured", a.matured)
                .number("dead", a.dead)
                .number("traders", a.traders)
                .number("instant", a.instant)
                .number("brief", a.brief)
                .number("payments", a.payments)
                .number("disputes", a.disputes)
                .histogram("delays", a.delays)
                .said("said", a.said)
                .texts("holding", a.holding);
    }

    private static long closedAt(Closed one) {
        return one.closed().closedAt().toEpochMilli();
    }

    private static void closed(JsonGenerator out, Closed one) {
        var trade = one.closed();
        out.writeStartArray();
        out.writeString(one.trade());
        out.writeString(one.account());
        out.writeString(trade.symbol());
        out.writeBoolean(trade.buy());
        out.writeNumber(trade.volume());
        out.writeNumber(trade.openPrice());
        out.writeNumber(trade.closePrice());
        out.writeNumber(trade.spread());
        out.writeBoolean(trade.lost());
        out.writeBoolean(trade.signal());
        out.writeNumber(trade.openedAt().toEpochMilli());
        out.writeNumber(trade.closedAt().toEpochMilli());
        out.writeEndArray();
    }

    static Affiliate read(JsonNode from, boolean changed) {
        var a = new Affiliate();
        a.changed = changed;
        counters(from, a);
        Json.histogram(from.path("delays"), a.delays);
        Json.said(from.path("said"), a.said);
        a.holding.addAll(AccountForm.texts(from.path("holding")));
        from.path("days")
                .properties()
                .forEach(day ->
                        a.days.put(Long.valueOf(day.getKey()), day.getValue().asInt()));
        var recent = from.path("recent");
        for (int i = 0; i + 1 < recent.size(); i += 2) {
            a.recent.addLast(
                    new Session(recent.get(i).asString(), recent.get(i + 1).asLong()));
        }
        from.path("closed").forEach(one -> a.closed.addLast(closed(one)));
        return a;
    }

    private static void counters(JsonNode from, Affiliate a) {
        a.clicks = Json.count(from, "clicks");
        a.filtered = Json.count(from, "filtered");
        a.referrals = Json.count(from, "referrals");
        a.signups = Json.count(from, "signups");
        a.overwritten = Json.count(from, "overwritten");
        a.couponsAtSignup = Json.count(from, "coupons_at_signup");
        a.atTill = Json.count(from, "at_till");
        a.redemptions = Json.count(from, "redemptions");
        a.leaked = Json.count(from, "leaked");
        a.matured = Json.count(from, "matured");
        a.dead = Json.count(from, "dead");
        a.traders = Json.count(from, "traders");
        a.instant = Json.count(from, "instant");
        a.brief = Json.count(from, "brief");
        a.payments = Json.count(from, "payments");
        a.disputes = Json.count(from, "disputes");
    }

    private static Closed closed(JsonNode from) {
        return new Closed(
                from.get(0).asString(),
                from.get(1).asString(),
                new ClosedTrade(
                        from.get(2).asString(),
                        from.get(3).asBoolean(),
                        from.get(4).asDouble(),
                        from.get(5).asDouble(),
                        from.get(6).asDouble(),
                        from.get(7).asDouble(),
                        from.get(8).asBoolean(),
                        from.get(9).asBoolean(),
                        Instant.ofEpochMilli(from.get(10).asLong()),
                        Instant.ofEpochMilli(from.get(11).asLong())));
    }
}
