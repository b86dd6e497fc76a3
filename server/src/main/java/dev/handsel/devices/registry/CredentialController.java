package dev.handsel.devices.registry;

import dev.handsel.base.ids.CredentialId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.devices.registry.DeviceController.IssuedView;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.idempotency.IdempotencyKeyRequired;
import dev.handsel.platform.idempotency.Secrets;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/devices/{id}/credentials")
class CredentialController {

    private static final long A_DAY = 86_400;
    private static final long THIRTY_DAYS = 2_592_000;

    /** {@code overlapSeconds}: how long the credential before stays in force; a day where it is left out. */
    record Rotation(@Nullable @Min(0) @Max(THIRTY_DAYS) Long overlapSeconds) {}

    record RotatedView(IssuedView credential) {}

    private final CredentialRotation rotation;

    CredentialController(CredentialRotation rotation) {
        this.rotation = rotation;
    }

    @Operation(summary = "Gives the device a further credential", description = """
                    The secret is in this answer only. The credential before stays in force for the overlap; with an overlap of
                    0 it ends at once. 409 `credential_limit` where two are in force, `device_revoked`. Repeated with the same
                    idempotency key the answer comes without the secret.
                    """)
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    @PostMapping
    @IdempotencyKeyRequired
    ResponseEntity<RotatedView> add(
            Caller.Person caller,
            @PathVariable DeviceId id,
            @Valid @RequestBody(required = false) @Nullable Rotation body,
            HttpServletRequest request) {
        var overlap = Optional.ofNullable(body).map(Rotation::overlapSeconds).orElse(A_DAY);
        var issued = rotation.add(caller, id, Duration.ofSeconds(overlap));
        Secrets.inAnswer(request, "/credential/secret");
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new RotatedView(IssuedView.of(issued)));
    }

    @Operation(summary = "Ends a credential at once; again is harmless", description = """
                    Also the last one: the device then has none until it is given another.""")
    @DeleteMapping("/{credential}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retire(Caller.Person caller, @PathVariable DeviceId id, @PathVariable CredentialId credential) {
        rotation.retire(caller, id, credential);
    }
}
