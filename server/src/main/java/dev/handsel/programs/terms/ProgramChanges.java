package dev.handsel.programs.terms;

import dev.handsel.base.addresses.LandingHost;
import dev.handsel.base.addresses.WebAddress;
import dev.handsel.base.refusal.Fault;
import dev.handsel.platform.json.CurrencyCode;
import dev.handsel.platform.json.Judged;
import dev.handsel.platform.json.Plain;
import dev.handsel.programs.terms.Program.AttributionTerms;
import dev.handsel.programs.terms.Program.Consent;
import dev.handsel.programs.terms.Program.Model;
import dev.handsel.programs.terms.Program.PayoutSchedule;
import dev.handsel.programs.terms.Tracking.TrackingRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is to become of a programme; whatever is absent stays. The members after {@code tracking} never change. */
record ProgramChanges(
        @Nullable @Plain @Size(max = 200) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        String name,

        @Nullable WebAddress landingUrl,
        @Nullable @Size(min = 1, max = 100) List<LandingHost> allowedLandingHosts,
        @Nullable Map<@CurrencyCode String, @PositiveOrZero Long> payoutMinimums,
        @Nullable PayoutSchedule payoutSchedule,
        @Nullable @Min(0) @Max(23) Integer payoutHour,
        @Nullable Boolean twoPersonPayouts,
        @Nullable @Valid AttributionChanges attribution,
        @Nullable Consent consent,
        @Nullable @Valid TrackingRequest tracking,
        @Schema(hidden = true) @Nullable JsonNode slug,
        @Schema(hidden = true) @Nullable JsonNode mode,
        @Schema(hidden = true) @Nullable JsonNode currency,
        @Schema(hidden = true) @Nullable JsonNode holdDays,
        @Schema(hidden = true) @Nullable JsonNode payoutProvider,
        @Schema(hidden = true) @Nullable JsonNode clock)
        implements Judged {

    private static final String BY_RULES = "Terms are followed by others, never edited: add a rule set.";
    private static final String NEVER = "This is chosen once, when the programme is made.";

    record AttributionChanges(
            @Nullable Model model,
            @Nullable Boolean matchDevice,
            @Schema(hidden = true) @Nullable JsonNode windowDays) {}

    /** The members that cannot be changed, all of them. */
    @Override
    public List<Fault> judge() {
        var faults = new ArrayList<Fault>();
        fixed(faults, "/slug", slug, NEVER);
        fixed(faults, "/mode", mode, NEVER);
        fixed(faults, "/currency", currency, NEVER);
        fixed(faults, "/payout_provider", payoutProvider, NEVER);
        fixed(faults, "/hold_days", holdDays, BY_RULES);
        fixed(faults, "/attribution/window_days", attribution == null ? null : attribution.windowDays(), BY_RULES);
        fixed(faults, "/clock", clock, "A test programme's clock is moved by POST /v1/programs/{id}/clock.");
        return faults;
    }

    private static void fixed(
            List<Fault> faults, String pointer, @Schema(hidden = true) @Nullable JsonNode value, String why) {
        if (value != null) {
            faults.add(new Fault(pointer, "not_changeable", why));
        }
    }

    Program appliedTo(Program program) {
        return new Program(
                program.id(),
                or(name, program.name()),
                program.slug(),
                program.clock(),
                landingUrl == null ? program.landingUrl() : landingUrl.toString(),
                allowedLandingHosts == null ? program.allowedLandingHosts() : texts(allowedLandingHosts),
                program.currency(),
                program.holdDays(),
                payoutMinimums == null ? program.payoutMinimums() : Map.copyOf(payoutMinimums),
                or(payoutSchedule, program.payoutSchedule()),
                or(payoutHour, program.payoutHour()),
                program.payoutProvider(),
                or(twoPersonPayouts, program.twoPersonPayouts()),
                attribution == null ? program.attribution() : appliedTo(program.attribution(), attribution),
                or(consent, program.consent()),
                tracking == null ? program.tracking() : tracking.appliedTo(program.tracking()),
                program.version(),
                program.createdAt());
    }

    private static AttributionTerms appliedTo(AttributionTerms before, AttributionChanges changes) {
        return new AttributionTerms(
                or(changes.model(), before.model()),
                before.windowDays(),
                or(changes.matchDevice(), before.matchDevice()));
    }

    private static <T> T or(@Nullable T wanted, T before) {
        return Optional.ofNullable(wanted).orElse(before);
    }

    static List<String> texts(List<LandingHost> hosts) {
        return hosts.stream().map(LandingHost::text).distinct().toList();
    }
}
