package dev.handsel.trust.auditlog;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.handsel.base.ids.AuditEntryId;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AuditController {

    record AuditEntryView(
            AuditEntryId id,
            Instant at,
            String actor,
            String action,
            String object,

            @JsonRawValue @Schema(type = "object", description = "What else was recorded, byte for byte.")
            String body) {

        static AuditEntryView of(StoredEntry entry) {
            return new AuditEntryView(
                    entry.id(), entry.at(), entry.actor(), entry.action(), entry.object(), entry.body());
        }
    }

    private final AuditLog log;

    AuditController(AuditLog log) {
        this.log = log;
    }

    @Operation(summary = "Lists what was done, newest first", description = """
            For owners, managers, finance and analysts. `actor` and `object` narrow the list to what one caller did or
            to what was done to one thing.
            """)
    @GetMapping("/v1/audit")
    Page<AuditEntryView> list(
            Caller.Person caller,
            @RequestParam Optional<String> actor,
            @RequestParam Optional<String> object,
            PageRequest page) {
        caller.requireRole(Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        return Page.of(page, log.list(actor, object, page), entry -> entry.id().value())
                .map(AuditEntryView::of);
    }
}
