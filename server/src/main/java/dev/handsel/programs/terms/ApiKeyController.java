package dev.handsel.programs.terms;

import dev.handsel.base.ids.ApiKeyId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.ApiKeys;
import dev.handsel.identity.access.ApiKeys.ApiKey;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.idempotency.Secrets;
import dev.handsel.platform.idempotency.ShownOnce;
import dev.handsel.platform.json.Plain;
import dev.handsel.platform.paging.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/programs/{id}/api_keys")
class ApiKeyController {

    record ApiKeyRequest(
            @Nullable @Plain @Size(max = 100) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
            String name) {}

    record ApiKeyView(
            ApiKeyId id,
            String name,
            ProgramView.Mode mode,
            String hint,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt,
            @ShownOnce @Nullable String apiKey) {

        static ApiKeyView of(ApiKey key, @Nullable String text) {
            return new ApiKeyView(
                    key.id(),
                    key.name(),
                    key.live() ? ProgramView.Mode.LIVE : ProgramView.Mode.TEST,
                    key.hint(),
                    key.createdAt(),
                    key.lastUsedAt(),
                    key.revokedAt(),
                    text);
        }

        @Override
        public String toString() {
            return "ApiKeyView[id=" + id + "]";
        }
    }

    private final Programs programs;
    private final ApiKeys apiKeys;

    ApiKeyController(Programs programs, ApiKeys apiKeys) {
        this.programs = programs;
        this.apiKeys = apiKeys;
    }

    @Operation(
            summary = "Issues a further API key",
            description =
                    "Its text is the member `api_key`, in this answer only; what is lost is revoked and issued anew.")
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<ApiKeyView> issue(
            Caller.Person caller,
            @PathVariable ProgramId id,
            @Valid @RequestBody(required = false) @Nullable ApiKeyRequest body,
            HttpServletRequest request) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        var name = Optional.ofNullable(body).map(ApiKeyRequest::name).orElse("API key");
        var issued = apiKeys.issue(id, programs.get(id).live(), name, manager.actor());
        Secrets.inAnswer(request, "/api_key");
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(ApiKeyView.of(issued.key(), issued.text()));
    }

    @Operation(
            summary = "The API keys of a programme, oldest first",
            description = "Also revoked ones; `hint` tells them apart, their texts are shown nowhere.")
    @GetMapping
    Page<ApiKeyView> list(Caller.Person caller, @PathVariable ProgramId id) {
        caller.requireRole(Role.OWNER, Role.MANAGER);
        programs.get(id);
        var views = apiKeys.list(id).stream().map(key -> ApiKeyView.of(key, null));
        return new Page<>(views.toList(), false, null, null);
    }

    @Operation(summary = "Revokes an API key", description = "From its next request on; again is harmless.")
    @DeleteMapping("/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller.Person caller, @PathVariable ProgramId id, @PathVariable ApiKeyId key) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        apiKeys.revoke(id, key, manager.actor());
    }
}
