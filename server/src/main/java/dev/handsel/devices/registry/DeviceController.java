package dev.handsel.devices.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.base.ids.CredentialId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.devices.registry.Device.IssuedCredential;
import dev.handsel.devices.registry.Device.LiveCredential;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.platform.idempotency.Secrets;
import dev.handsel.platform.idempotency.ShownOnce;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/devices")
class DeviceController {

    /** {@code legacySignatures}: whether the compatible scheme is accepted from it, which it is not unless asked for. */
    record DeviceRegistration(
            @NotNull DeviceName name, @Nullable Boolean legacySignatures) {

        boolean wantsLegacySignatures() {
            return Boolean.TRUE.equals(legacySignatures);
        }
    }

    record DeviceChange(@Nullable DeviceName name, @Nullable Boolean legacySignatures) {}

    /** A credential with its secret, which no other answer holds. */
    record IssuedView(CredentialId id, @ShownOnce @Nullable String secret, Instant createdAt) {

        static IssuedView of(IssuedCredential issued) {
            return new IssuedView(issued.id(), issued.secret(), issued.createdAt());
        }

        @Override
        public String toString() {
            return "IssuedView[id=" + id + "]";
        }
    }

    record RegisteredView(
            DeviceId id,
            String name,
            DeviceState state,
            boolean legacySignatures,
            Instant createdAt,
            IssuedView credential) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CredentialView(
            CredentialId id,
            String hint,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {

        static CredentialView of(LiveCredential known) {
            return new CredentialView(
                    known.id(), known.hint(), known.createdAt(), known.expiresAt(), known.lastUsedAt());
        }
    }

    /**
     * A device as its owner sees it.
     *
     * @param credentials those in force
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record DeviceView(
            DeviceId id,
            String name,
            DeviceState state,
            boolean legacySignatures,
            Instant createdAt,
            @Nullable Instant lastSeenAt,
            List<CredentialView> credentials) {}

    private final Devices devices;

    DeviceController(Devices devices) {
        this.devices = devices;
    }

    @Operation(summary = "Registers a device of the caller's own", description = """
                    The secret is in this answer only. The device is `pending` until its owner follows the link that is mailed
                    to them; what it signs before is refused as `device_pending`. `legacy_signatures` lets it sign by the
                    compatible scheme of four headers as well. 409 `device_name_taken` or `device_limit` (20), 422 `email_missing`, 429 after six in two
                    minutes. Repeated with the same idempotency key the answer comes without the secret.
                    """)
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<RegisteredView> register(
            Caller.Person caller, @Valid @RequestBody DeviceRegistration body, HttpServletRequest request) {
        var registered = devices.register(caller, body.name(), body.wantsLegacySignatures());
        Secrets.inAnswer(request, "/credential/secret");
        var device = registered.device();
        return ResponseEntity.created(URI.create("/v1/devices/" + device.id()))
                .cacheControl(CacheControl.noStore())
                .eTag(IfMatch.etag(device.version()))
                .body(new RegisteredView(
                        device.id(),
                        device.name(),
                        device.state(),
                        device.legacySignatures(),
                        device.createdAt(),
                        IssuedView.of(registered.credential())));
    }

    @Operation(
            summary = "The caller's devices, newest first, also revoked ones",
            description = "Each with its credentials in force, without their secrets.")
    @GetMapping
    Page<DeviceView> list(Caller.Person caller, PageRequest page) {
        var rows =
                Page.of(page, devices.list(caller, page), device -> device.id().value());
        var credentials = devices.credentials(rows.data());
        return rows.map(device -> view(device, credentials.getOrDefault(device.id(), List.of())));
    }

    @Operation(
            summary = "One of the caller's own devices, with its credentials in force",
            description = "The `ETag` is what `If-Match` of a change names.")
    @GetMapping("/{id}")
    ResponseEntity<DeviceView> get(Caller.Person caller, @PathVariable DeviceId id) {
        return answer(devices.get(caller, id));
    }

    @Operation(
            summary = "Renames the device, or switches the compatible scheme of signing on or off",
            description = """
                    409 `device_name_taken` or `device_revoked`.""")
    @PatchMapping("/{id}")
    ResponseEntity<DeviceView> change(
            Caller.Person caller, @PathVariable DeviceId id, IfMatch ifMatch, @Valid @RequestBody DeviceChange body) {
        return answer(devices.change(
                caller, id, ifMatch, Optional.ofNullable(body.name()), Optional.ofNullable(body.legacySignatures())));
    }

    @Operation(summary = "Revokes the device at once and for ever", description = """
                    All of its credentials end with it; its name is free again. Repeating is harmless.""")
    @PostMapping("/{id}/revoke")
    ResponseEntity<DeviceView> revoke(Caller.Person caller, @PathVariable DeviceId id) {
        return answer(devices.revoke(caller, id));
    }

    private ResponseEntity<DeviceView> answer(Device device) {
        var credentials = devices.credentials(List.of(device)).getOrDefault(device.id(), List.of());
        return ResponseEntity.ok().eTag(IfMatch.etag(device.version())).body(view(device, credentials));
    }

    private static DeviceView view(Device device, List<LiveCredential> credentials) {
        return new DeviceView(
                device.id(),
                device.name(),
                device.state(),
                device.legacySignatures(),
                device.createdAt(),
                device.lastSeenAt(),
                credentials.stream().map(CredentialView::of).toList());
    }
}
