package dev.handsel.identity.signin;

import dev.handsel.base.addresses.Network;
import dev.handsel.base.digest.Sha256;
import dev.handsel.platform.limits.Delays;
import dev.handsel.platform.limits.Limit;
import dev.handsel.platform.limits.Limits;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * How fast somebody may try passwords: for one e-mail from one network the first tries are free, then each waits longer than
 * the one before. Nobody is shut out by what others do elsewhere: where a network or an e-mail has seen many wrong passwords,
 * there is one free try in place of five, and whoever knows the password needs no more.
 */
@Component
class SignInThrottle {

    private static final int FREE = Limit.SIGN_INS_BY_EMAIL.size();
    private static final int FREE_WHERE_MANY_FAILED = 1;

    /** What is counted: hashes, so that nobody fills the memory with long names. */
    private record Keys(String email, String network) {

        private static Keys of(String email, String address) {
            return new Keys(
                    Sha256.hex(email.strip().toLowerCase(Locale.ROOT)),
                    Sha256.hex(Network.of(address).text()));
        }
    }

    private final Limits limits;
    private final Delays delays;

    SignInThrottle(Limits limits, Delays delays) {
        this.limits = limits;
        this.delays = delays;
    }

    /** Counts a try, or says how long to wait for it. */
    Optional<Duration> tryOnce(String email, String address) {
        var keys = Keys.of(email, address);
        boolean many = limits.isSpent(Limit.SIGN_INS_BY_ADDRESS, keys.network())
                || limits.isSpent(Limit.SIGN_INS_ANYWHERE, keys.email());
        return delays.tryOnce(Limit.SIGN_INS_BY_EMAIL, keys, many ? FREE_WHERE_MANY_FAILED : FREE);
    }

    /** The password was wrong. */
    void failed(String email, String address) {
        var keys = Keys.of(email, address);
        limits.note(Limit.SIGN_INS_BY_ADDRESS, keys.network());
        limits.note(Limit.SIGN_INS_ANYWHERE, keys.email());
    }

    /** The password was right: what was tried before is forgotten. */
    void succeeded(String email, String address) {
        delays.succeeded(Limit.SIGN_INS_BY_EMAIL, Keys.of(email, address));
    }
}
