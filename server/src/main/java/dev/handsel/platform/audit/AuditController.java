package dev.handsel.platform.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.handsel.base.ids.AuditEntryId;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.http.Page;
import dev.handsel.platform.http.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AuditController {

    record EntryView(
            AuditEntryId id,
            Instant at,
            String actor,
            String action,
            String object,

            @JsonRawValue @Schema(type = "object", description = "What else was recorded, byte for byte.")
            String body) {}

    private final AuditStore store;

    AuditController(AuditStore store) {
        this.store = store;
    }

    @Operation(summary = "Lists what was done, newest first", description = """
            For owners, managers, finance and analysts. `actor` and `object` narrow the list to what one caller did or
            to what was done to one thing.
            """)
    @GetMapping("/v1/audit")
    Page<EntryView> list(
            Caller.Person caller,
            @RequestParam Optional<String> actor,
            @RequestParam Optional<String> object,
            PageRequest page) {
        caller.requireRole(Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        return Page.of(
                page, store.list(actor, object, page), entry -> entry.id().value());
    }
}
