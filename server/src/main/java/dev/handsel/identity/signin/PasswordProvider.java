package dev.handsel.identity.signin;

import dev.handsel.identity.access.LocalSignIn;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Signs people in by e-mail and password; whoever signed in is named by the account's id. */
@Component
class PasswordProvider implements AuthenticationProvider {

    private final LocalSignIn local;
    private final SignInThrottle throttle;

    PasswordProvider(LocalSignIn local, SignInThrottle throttle) {
        this.local = local;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication typed) {
        var email = typed.getName();
        var address = address(typed);
        if (!throttle.mayTry(email, address)) {
            throw new LockedException("Too many attempts");
        }
        var account = local.check(email, String.valueOf(typed.getCredentials()))
                .orElseThrow(() -> new BadCredentialsException("Wrong e-mail or password"));
        throttle.succeeded(email, address);
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(account.toString(), null, List.of());
        signedIn.setDetails(typed.getDetails());
        return signedIn;
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }

    private static String address(Authentication typed) {
        return typed.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
    }
}
