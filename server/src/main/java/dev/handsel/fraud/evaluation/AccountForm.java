package dev.handsel.fraud.evaluation;

import dev.handsel.base.words.Word;
import dev.handsel.fraud.accounts.AccountRow;
import dev.handsel.fraud.accounts.AccountRow.Due;
import dev.handsel.fraud.accounts.AccountRow.Flags;
import dev.handsel.fraud.identities.IdentityHash;
import dev.handsel.fraud.identities.IdentityKey;
import dev.handsel.fraud.identities.IdentityKind;
import dev.handsel.fraud.rules.Delays;
import dev.handsel.fraud.rules.TradeCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How an account is kept. */
final class AccountForm {

    private AccountForm() {}

    static AccountRow row(Account a, long now) {
        return new AccountRow(
                a.key,
                Json.object(json -> write(json, a, now)),
                a.usesChanged ? Json.object(json -> uses(json, a)) : AccountRow.UNCHANGED,
                a.referrer == null ? null : a.referrer.key,
                new Due(instant(a.maturesAt), instant(a.tradesMatureAt)),
                flags(a),
                a.affiliate != null && a.affiliate.changed);
    }

    /** By what it may be named. */
    static Flags flags(Account a) {
        return new Flags(
                a.delay < 0 ? null : Delays.step(Duration.ofMillis(a.delay)),
                a.dead,
                a.atTill,
                a.instant,
                a.brief,
                a.said.inForce.keySet().stream()
                        .filter(key -> key.endsWith(" "))
                        .map(key -> key.substring(0, key.indexOf(' ')))
                        .distinct()
                        .toList());
    }

    private static @Nullable Instant instant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    private static void write(Json json, Account a, long now) {
        json.number("signup", a.signupAt)
                .text("stem", a.stem)
                .number("letters", a.stemLetters)
                .number("delay", a.delay + 1)
                .number("sessions", a.sessions)
                .number("logins", a.logins)
                .number("payments", a.payments)
                .number("active", a.activeAt)
                .flag("redeemed", a.redeemed)
                .flag("leaked", a.leaked)
                .text("clicked_after", a.clickedAfter)
                .number("followers", a.followers)
                .number("strangers", a.strangers)
                .said("said", a.said)
                .texts("chain", a.chain)
                .texts("chains", a.chains.keySet());
        if (a.trades.closed() > 0) {
            trades(json, a.trades);
        }
        if (a.affiliate != null) {
            json.out().writeObjectPropertyStart("affiliate");
            json.out().writeNumberProperty("enrolled", a.enrolledAt);
            AffiliateForm.write(json, a.affiliate, now);
            json.out().writeEndObject();
        }
    }

    private static void trades(Json json, TradeCounts trades) {
        json.out().writeArrayPropertyStart("trades");
        var first = trades.firstClosedAt();
        json.out().writeNumber(first == null ? 0 : first.toEpochMilli());
        for (int n : List.of(
                trades.closed(), trades.losses(), trades.quick(), trades.early(), trades.instant(), trades.brief())) {
            json.out().writeNumber(n);
        }
        json.out().writeEndArray();
    }

    private static void uses(Json json, Account a) {
        var out = json.out();
        a.uses.forEach((kind, uses) -> {
            out.writeArrayPropertyStart(kind.word());
            for (var use : uses.values()) {
                out.writeStartArray();
                out.writeString(use.key.hash().toString());
                out.writeNumber(use.n);
                out.writeNumber(use.last);
                if (use.sessions != 0) {
                    out.writeNumber(use.sessions);
                }
                out.writeEndArray();
            }
            out.writeEndArray();
        });
    }

    /** Reads all but whom it refers to. */
    static Account read(AccountRow row) {
        var doc = Json.read(row.doc());
        var a = new Account(row.account(), Json.millis(doc, "signup"));
        counters(doc, a);
        a.maturesAt = millis(row.due().matures());
        a.tradesMatureAt = millis(row.due().tradesMature());
        a.dead = row.flags().dead();
        a.atTill = row.flags().atTill();
        a.instant = row.flags().instant();
        a.brief = row.flags().brief();
        if (doc.has("affiliate")) {
            a.enrolledAt = Json.millis(doc.get("affiliate"), "enrolled");
            a.affiliate = AffiliateForm.read(doc.get("affiliate"), row.changed());
        }
        readUses(Json.read(row.uses()), a);
        a.usesChanged = false;
        return a;
    }

    private static void counters(JsonNode doc, Account a) {
        a.stem = doc.has("stem")
                ? new IdentityHash(UUID.fromString(doc.get("stem").asString()))
                : null;
        a.stemLetters = Json.count(doc, "letters");
        a.delay = Json.millis(doc, "delay") - 1;
        a.sessions = Json.count(doc, "sessions");
        a.logins = Json.count(doc, "logins");
        a.payments = Json.count(doc, "payments");
        a.activeAt = Json.millis(doc, "active");
        a.redeemed = doc.has("redeemed");
        a.leaked = doc.has("leaked");
        a.clickedAfter = doc.has("clicked_after") ? doc.get("clicked_after").asString() : null;
        a.followers = Json.count(doc, "followers");
        a.strangers = Json.count(doc, "strangers");
        Json.said(doc.path("said"), a.said);
        a.chain = texts(doc.path("chain"));
        texts(doc.path("chains")).forEach(last -> a.chains.put(last, true));
        a.trades = trades(doc.path("trades"));
    }

    private static TradeCounts trades(JsonNode from) {
        return from.isEmpty()
                ? TradeCounts.NONE
                : new TradeCounts(
                        Instant.ofEpochMilli(from.get(0).asLong()),
                        from.get(1).asInt(),
                        from.get(2).asInt(),
                        from.get(3).asInt(),
                        from.get(4).asInt(),
                        from.get(5).asInt(),
                        from.get(6).asInt());
    }

    private static void readUses(JsonNode all, Account a) {
        all.properties()
                .forEach(kind -> kind.getValue().forEach(from -> {
                    var hash = new IdentityHash(UUID.fromString(from.get(0).asString()));
                    var use = new Use(
                            a,
                            new IdentityKey(Word.read(IdentityKind.class, kind.getKey()), hash),
                            from.get(2).asLong());
                    use.n = from.get(1).asInt();
                    use.sessions = from.size() > 3 ? from.get(3).asInt() : 0;
                    a.add(use);
                }));
    }

    static List<String> texts(JsonNode from) {
        return StreamSupport.stream(from.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private static long millis(@Nullable Instant at) {
        return at == null ? 0 : at.toEpochMilli();
    }
}
