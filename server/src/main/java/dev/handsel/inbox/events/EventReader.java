package dev.handsel.inbox.events;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.facts.Fact;
import dev.handsel.base.money.Currencies;
import dev.handsel.base.refusal.Fault;
import dev.handsel.platform.json.Bodies;
import dev.handsel.platform.json.InstantText;
import dev.handsel.platform.json.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads events strictly: what comes out can be worked on and stored, everything else has its faults named. */
@Component
class EventReader {

    /** How far ahead of the programme's clock an event may be dated: merchants' clocks differ. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String CURRENCY = "/currency";

    private static final Map<String, Class<? extends EventBody>> TYPES =
            Collections.unmodifiableSortedMap(new TreeMap<>(Map.ofEntries(
                    Map.entry("click", EventBody.ClickEvent.class),
                    Map.entry("signup", EventBody.SignupEvent.class),
                    Map.entry("affiliate_enrolled", EventBody.EnrolmentEvent.class),
                    Map.entry("login", EventBody.LoginEvent.class),
                    Map.entry("invoice_paid", BillingEventBody.InvoiceEvent.class),
                    Map.entry("refund", BillingEventBody.RefundEvent.class),
                    Map.entry("refund_failed", BillingEventBody.RefundFailedEvent.class),
                    Map.entry("dispute_opened", BillingEventBody.DisputeOpenedEvent.class),
                    Map.entry("dispute_won", BillingEventBody.DisputeClosedEvent.class),
                    Map.entry("dispute_lost", BillingEventBody.DisputeClosedEvent.class),
                    Map.entry("subscription_canceled", EventBody.CancelEvent.class),
                    Map.entry("trade_opened", TradeEventBody.TradeOpenedEvent.class),
                    Map.entry("trade_closed", TradeEventBody.TradeClosedEvent.class),
                    Map.entry("first_trade", TradeEventBody.FirstTradeEvent.class),
                    Map.entry("terminal_linked", TradeEventBody.TerminalEvent.class))));

    /** Types that Stripe's webhooks alone tell. */
    private static final Map<String, Class<? extends EventBody>> STRIPE = Map.of(
            "stripe_refunded", StripeEventBody.ChargeRefundedEvent.class,
            "stripe_refund_failed", StripeEventBody.ChargeRefundFailedEvent.class,
            "stripe_dispute", StripeEventBody.DisputeToldEvent.class);

    private final Bodies bodies;
    private final StoredForm form;
    private final JsonMapper json;

    /** Whoever follows events reads each once more, and mostly at once. */
    private final RecentEvents recent = new RecentEvents();

    EventReader(Bodies bodies, StoredForm form, JsonMapper json) {
        this.bodies = bodies;
        this.form = form;
        this.json = json;
    }

    /** What each type is read as. */
    static Map<String, Class<? extends EventBody>> types() {
        return TYPES;
    }

    private sealed interface Read {

        /** A fact, of this type. */
        record Sound(String type, Fact fact) implements Read {}

        /** Everything that is wrong with it. */
        record Faulty(List<Fault> faults) implements Read {}
    }

    /** What a type is read as; null for one that is unknown. */
    private interface Types {
        @Nullable Class<? extends EventBody> find(String type);
    }

    /** What may be wrong with the currency of something that happened at some time. */
    private interface CurrencyRule {
        Optional<Fault> fault(String pointer, String code, Instant at);
    }

    /** Reads an event as it stands in a request; pointers of faults are relative to the event. */
    IncomingEvent read(JsonNode event) {
        return read(event, TYPES::get);
    }

    /** As {@link #read(JsonNode)}, for what Stripe's webhooks tell: it may be of a type that nobody else may tell. */
    IncomingEvent readStripe(JsonNode event) {
        return read(event, EventReader::anyType);
    }

    private static @Nullable Class<? extends EventBody> anyType(String type) {
        var open = TYPES.get(type);
        return open == null ? STRIPE.get(type) : open;
    }

    private IncomingEvent read(JsonNode event, Types types) {
        return switch (understand(event, types, Currencies::fault)) {
            case Read.Faulty faulty -> {
                var id = event.path("id").isString() ? event.path("id").stringValue() : null;
                var said = Optional.of(event.path("occurred_at"))
                        .filter(JsonNode::isString)
                        .flatMap(text -> InstantText.parse(text.stringValue()));
                yield new FaultyEvent(id, said.orElse(null), faulty.faults());
            }
            case Read.Sound sound -> {
                var payload = form.write(event);
                yield new UnderstoodEvent(sound.type(), sound.fact(), payload, Sha256.hex(payload));
            }
        };
    }

    /** These are stored now. */
    void remember(Stream<UnderstoodEvent> stored) {
        stored.forEach(recent::add);
    }

    /** As {@link #stored}, for whoever follows events. */
    UnderstoodEvent followed(String payload, String sha256) {
        return recent.take(sha256).orElseGet(() -> stored(payload, sha256));
    }

    /** Reads an event as it was stored: that its currency was found to have ended since makes no difference. */
    UnderstoodEvent stored(String payload, String sha256) {
        return switch (understand(
                json.readTree(payload), EventReader::anyType, (pointer, code, _) -> Currencies.fault(pointer, code))) {
            case Read.Sound sound -> new UnderstoodEvent(sound.type(), sound.fact(), payload, sha256);
            case Read.Faulty faulty ->
                throw new IllegalStateException("A stored event cannot be read any more: " + faulty.faults());
        };
    }

    private Read understand(JsonNode event, Types types, CurrencyRule currencies) {
        if (!event.isObject()) {
            return new Read.Faulty(List.of(new Fault("", "wrong_type", "An event is an object.")));
        }
        var type = event.path("type");
        var body = Optional.of(type)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .<Class<? extends EventBody>>map(types::find);
        if (body.isEmpty()) {
            return new Read.Faulty(List.of(unknownType(type)));
        }
        return switch (bodies.read(event, body.get(), "")) {
            case Reading.Sound<? extends EventBody> sound ->
                ended(event, currencies, List.of())
                        .map(faults -> (Read) new Read.Faulty(faults))
                        .orElseGet(() ->
                                new Read.Sound(type.stringValue(), sound.value().fact()));
            case Reading.Faulty<? extends EventBody> faulty ->
                new Read.Faulty(ended(event, currencies, faulty.faults()).orElse(faulty.faults()));
        };
    }

    private static Fault unknownType(JsonNode type) {
        return type.isMissingNode()
                ? new Fault("/type", "required", "An event says of what type it is.")
                : new Fault("/type", "unknown", "The types of events are " + String.join(", ", TYPES.keySet()) + ".");
    }

    /** The faults with that of the currency on the date of the event, which no member tells by itself; none where it has none. */
    private static Optional<List<Fault>> ended(JsonNode event, CurrencyRule currencies, List<Fault> others) {
        var code = event.path("currency");
        var at = Optional.of(event.path("occurred_at"))
                .filter(JsonNode::isString)
                .flatMap(text -> InstantText.parse(text.stringValue()));
        if (!code.isString()
                || at.isEmpty()
                || others.stream().anyMatch(fault -> fault.pointer().equals(CURRENCY))) {
            return Optional.empty();
        }
        return currencies.fault(CURRENCY, code.stringValue(), at.get()).map(fault -> {
            var all = new ArrayList<>(others);
            all.add(fault);
            return List.copyOf(all);
        });
    }

    /** What is wrong with the date of a fact that is told at {@code now}, if anything. */
    static Optional<Fault> premature(Instant occurredAt, Instant now) {
        return occurredAt.isAfter(now.plus(TOLERANCE))
                ? Optional.of(new Fault(
                        "/occurred_at",
                        "in_the_future",
                        "More than 5 minutes ahead of the programme's clock, which says " + now + "."))
                : Optional.empty();
    }
}
