package dev.handsel.identity.signin;

import dev.handsel.platform.limits.Limit;
import dev.handsel.platform.limits.Limits;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * How often somebody may try passwords: for one e-mail from one address, and from one address for whomever. Guessing from
 * elsewhere never keeps the rightful owner out.
 */
@Component
class SignInThrottle {

    private record SignInAttempt(String email, String address) {
        static SignInAttempt of(String email, String address) {
            return new SignInAttempt(email.strip().toLowerCase(Locale.ROOT), address);
        }
    }

    private final Limits limits;

    SignInThrottle(Limits limits) {
        this.limits = limits;
    }

    /** Counts an attempt; false where there were too many. */
    boolean mayTry(String email, String address) {
        return limits.use(Limit.SIGN_INS_BY_ADDRESS, address).isEmpty()
                && limits.use(Limit.SIGN_INS_BY_EMAIL, SignInAttempt.of(email, address))
                        .isEmpty();
    }

    /** Forgets the attempts that led to the right password. */
    void succeeded(String email, String address) {
        limits.forget(Limit.SIGN_INS_BY_EMAIL, SignInAttempt.of(email, address));
        limits.giveBack(Limit.SIGN_INS_BY_ADDRESS, address);
    }
}
