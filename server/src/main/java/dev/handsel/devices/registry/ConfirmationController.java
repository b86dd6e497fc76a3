package dev.handsel.devices.registry;

import dev.handsel.base.ids.DeviceId;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.http.Strangers;
import dev.handsel.platform.limits.Limit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/devices")
class ConfirmationController {

    record Confirmation(@NotNull @Size(min = 1, max = 200) String token) {

        @Override
        public String toString() {
            return "Confirmation[token=(hidden)]";
        }
    }

    record ConfirmedView(DeviceId device, DeviceState state) {}

    private final Confirmations confirmations;
    private final Devices devices;
    private final Strangers strangers;

    ConfirmationController(Confirmations confirmations, Devices devices, Strangers strangers) {
        this.confirmations = confirmations;
        this.devices = devices;
        this.strangers = strangers;
    }

    @Operation(summary = "Confirms a device by the token of the mailed link; needs no sign-in", description = """
                    The token works once and for 24 hours; a wrong, used or old one is refused (404 `confirmation_invalid`),
                    after thirty within a minute from one network with 429 `too_many_failures`.
                    """)
    @SecurityRequirements
    @PostMapping("/confirmations")
    ConfirmedView confirm(@Valid @RequestBody Confirmation body, HttpServletRequest request) {
        var device = strangers.guess(Limit.WRONG_LINKS, request, () -> confirmations.confirm(body.token()));
        return new ConfirmedView(device.id(), device.state());
    }

    @Operation(summary = "Mails the link of a pending device once more", description = """
                    Once a minute (429); the link before stops working. 409 `not_pending`.""")
    @PostMapping("/{id}/confirmations")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void mailAgain(Caller.Person caller, @PathVariable DeviceId id) {
        devices.mailAgain(caller, id);
    }
}
