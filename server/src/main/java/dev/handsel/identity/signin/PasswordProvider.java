package dev.handsel.identity.signin;

import dev.handsel.identity.access.LocalSignIn;
import java.time.Duration;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Signs people in by e-mail and password; whoever signed in is named by the account's id. The details of what was typed are the
 * address that it came from.
 */
@Component
class PasswordProvider implements AuthenticationProvider {

    /** It was tried too often; the next try may be made after this time. */
    static final class TooSoon extends LockedException {

        private final Duration wait;

        TooSoon(Duration wait) {
            super("Too many attempts");
            this.wait = wait;
        }

        Duration getWait() {
            return wait;
        }
    }

    private final LocalSignIn local;
    private final SignInThrottle throttle;

    PasswordProvider(LocalSignIn local, SignInThrottle throttle) {
        this.local = local;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication typed) {
        var email = typed.getName();
        var address = String.valueOf(typed.getDetails());
        throttle.tryOnce(email, address).ifPresent(wait -> {
            throw new TooSoon(wait);
        });
        var account = local.check(email, String.valueOf(typed.getCredentials())).orElseThrow(() -> {
            throttle.failed(email, address);
            return new BadCredentialsException("Wrong e-mail or password");
        });
        throttle.succeeded(email, address);
        return UsernamePasswordAuthenticationToken.authenticated(account.toString(), null, List.of());
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
