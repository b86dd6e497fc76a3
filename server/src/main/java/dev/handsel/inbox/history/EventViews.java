package dev.handsel.inbox.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.AuditEntryId;
import dev.handsel.base.ids.Id;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.LinesOfEvents;
import dev.handsel.commissions.accruals.LinesOfEvents.EventLine;
import dev.handsel.commissions.accruals.LinesOfEvents.Named;
import dev.handsel.inbox.events.ResultWord;
import dev.handsel.referrals.customers.Customer;
import dev.handsel.referrals.customers.Referrals;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Events as the API shows them. */
@Component
class EventViews {

    /** More is not told of one event. */
    private static final int MOST = 100;

    private final HistoryStore store;
    private final LinesOfEvents lines;
    private final Referrals referrals;
    private final StoredPayload payloads;

    EventViews(HistoryStore store, LinesOfEvents lines, Referrals referrals, StoredPayload payloads) {
        this.store = store;
        this.lines = lines;
        this.referrals = referrals;
        this.payloads = payloads;
    }

    /** An event in a list. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record EventSummaryView(
            String id,
            String type,
            @Nullable Instant occurredAt,
            Instant receivedAt,
            @Nullable String customer,
            ResultWord result,

            @Schema(description = "Why: as `reason` in the result of `POST /v1/events`.") @Nullable String reason,

            @Schema(description = "What it waits for, or has waited for: `invoice:in-1`.") @Nullable String waitsFor,

            @Schema(description = "Since when it waited, by the programme's clock.") @Nullable Instant waitsSince,

            @Schema(description = "When it had waited for 30 days.") @Nullable Instant givenUpAt,

            @Schema(description = "When it was applied after it had waited.") @Nullable Instant appliedAt) {}

    /** Another content under the same id; it changed nothing. */
    record ContradictionView(
            Instant receivedAt,
            String reason,
            @Schema(type = "object") JsonNode payload) {}

    /** An entry of the audit trail. */
    record TrailView(
            AuditEntryId id,
            Instant at,
            String actor,
            String action,
            String object,

            @JsonRawValue @Schema(type = "object", description = "What else was recorded.")
            String body) {

        static TrailView of(HistoryStore.Entry entry) {
            return new TrailView(entry.id(), entry.at(), entry.actor(), entry.action(), entry.object(), entry.body());
        }
    }

    /** An event with all that followed from it. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record EventDetailView(
            String id,
            String type,
            @Nullable Instant occurredAt,
            Instant receivedAt,
            @Nullable String customer,
            ResultWord result,

            @Schema(description = "Why: as `reason` in the result of `POST /v1/events`.") @Nullable String reason,

            @Schema(description = "What it waits for, or has waited for: `invoice:in-1`.") @Nullable String waitsFor,

            @Schema(description = "Since when it waited, by the programme's clock.") @Nullable Instant waitsSince,

            @Schema(description = "When it had waited for 30 days.") @Nullable Instant givenUpAt,

            @Schema(description = "When it was applied after it had waited.") @Nullable Instant appliedAt,

            @Schema(description = "Whom the customer is owed to; null where the event names none, or nobody is.")
            @Nullable AffiliateId affiliate,

            @Schema(type = "object", description = "What was stored, without what is withheld.")
            JsonNode payload,

            @Schema(description = "The members that are not shown to the caller.")
            List<String> withheld,

            @Schema(description = "What else was told under this id, at most 100.")
            List<ContradictionView> contradictions,

            @Schema(
                    description =
                            "The lines that it earned, and those of which it changed what is reversed, with all their bookings.")
            List<EventLine> commissions,

            @Schema(
                    description =
                            "What the audit trail says of it, of those lines, and of whose the customer became; the latest 100.")
            List<TrailView> audit) {}

    static EventSummaryView summary(ToldEvent event) {
        return new EventSummaryView(
                event.id(),
                event.type(),
                event.occurredAt(),
                event.receivedAt(),
                event.customer(),
                ResultWord.valueOf(event.result().toUpperCase(Locale.ROOT)),
                event.reason(),
                event.waitsFor(),
                event.parkedAt(),
                event.givenUpAt(),
                event.appliedAt());
    }

    /**
     * The event and what followed.
     *
     * @param people whether the caller may see what tells of a person
     */
    EventDetailView detail(ProgramId program, ToldEvent event, boolean people) {
        var payload = payloads.read(event.payload(), people);
        var customer = Optional.ofNullable(event.customer()).flatMap(ref -> referrals.find(program, ref));
        var earned = lines.of(
                program, event.id(), new Named(customer.map(Customer::id), payload.invoice(), payload.trade()));
        var others = Stream.concat(
                earned.stream().map(line -> line.line().id().toString()),
                event.type().equals("signup")
                        ? customer.map(Customer::id).map(Id::toString).stream()
                        : Stream.<String>of());
        var summary = summary(event);
        return new EventDetailView(
                summary.id(),
                summary.type(),
                summary.occurredAt(),
                summary.receivedAt(),
                summary.customer(),
                summary.result(),
                summary.reason(),
                summary.waitsFor(),
                summary.waitsSince(),
                summary.givenUpAt(),
                summary.appliedAt(),
                customer.flatMap(Customer::affiliate).orElse(null),
                payload.shown(),
                payload.withheld(),
                contradictions(program, event.id(), people),
                earned,
                store.audited(program, event.id(), others.toList(), MOST).stream()
                        .map(TrailView::of)
                        .toList());
    }

    private List<ContradictionView> contradictions(ProgramId program, String event, boolean people) {
        return store.contradictions(program, event, MOST).stream()
                .map(other -> new ContradictionView(
                        other.receivedAt(),
                        String.valueOf(other.reason()),
                        payloads.read(other.payload(), people).shown()))
                .toList();
    }
}
