package dev.handsel.identity.signin;

import dev.handsel.identity.access.Caller;
import dev.handsel.platform.http.TrustedProxies;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PasswordController {

    record PasswordRequest(
            @NotNull String currentPassword, @NotNull String newPassword) {
        @Override
        public String toString() {
            return "PasswordRequest[(hidden)]";
        }
    }

    private final PasswordChange passwords;
    private final TrustedProxies proxies;

    PasswordController(PasswordChange passwords, TrustedProxies proxies) {
        this.passwords = passwords;
        this.proxies = proxies;
    }

    @Operation(summary = "Changes the caller's password and ends all of their sessions", description = """
                    A wrong current password is refused (400), as is a new one of less than 12 characters or one that others guess
                    first; whoever guesses waits longer each time (429). Tokens that were given out last until they expire.""")
    @PutMapping("/v1/accounts/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(Caller.Person caller, @Valid @RequestBody PasswordRequest body, HttpServletRequest request) {
        passwords.change(caller, body.currentPassword(), body.newPassword(), proxies.client(request), null);
    }
}
