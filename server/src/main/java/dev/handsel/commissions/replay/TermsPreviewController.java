package dev.handsel.commissions.replay;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.http.Costly;
import dev.handsel.platform.http.RequestPaths;
import dev.handsel.platform.idempotency.KeylessPath;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.agreements.Subjects;
import dev.handsel.referrals.agreements.TermsDraft;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TermsPreviewController {

    @Configuration(proxyBeanMethods = false)
    static class TermsPreviewReading {
        /** It writes nothing, and reads everything at one moment, in a transaction of its own. */
        @Bean
        KeylessPath keylessTermsPreview() {
            return new KeylessPath(RequestPaths.only(HttpMethod.POST, "/v1/programs/*/terms/preview"));
        }
    }

    private final CostPreview preview;
    private final Subjects subjects;
    private final Programs programs;
    private final InstantSource clock;

    TermsPreviewController(CostPreview preview, Subjects subjects, Programs programs, InstantSource clock) {
        this.preview = preview;
        this.subjects = subjects;
        this.programs = programs;
        this.clock = clock;
    }

    @Operation(summary = "What terms would have cost", description = """
                    Applies a draft to the invoices of the last months (1 to 24, counted back from the programme's present)
                    and answers what they would have cost, by currency and by affiliate, beside what they did cost. Nothing
                    is stored; `notes` says what is decided again and what is left as it was.""")
    @Costly
    @PostMapping("/v1/programs/{id}/terms/preview")
    CostView preview(
            Caller caller,
            @PathVariable ProgramId id,
            @RequestParam(defaultValue = "3") @Min(1) @Max(24) int months,
            @Valid @RequestBody TermsDraft body) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        var terms = programs.terms(id);
        var now = terms.program().now(clock);
        var draft = subjects.drafted(id, body);
        var from = now.atOffset(ZoneOffset.UTC).minusMonths(months).toInstant();
        return CostView.of(id, draft, months, from, now, preview.compare(terms.always(draft), from));
    }
}
