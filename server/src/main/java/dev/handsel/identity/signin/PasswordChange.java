package dev.handsel.identity.signin;

import dev.handsel.base.ids.SessionId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.LocalSignIn;
import dev.handsel.identity.sessions.Sessions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Somebody chooses another password: proves the current one, as slowly as at signing in, and ends the sessions that began with
 * it.
 */
@Service
class PasswordChange {

    private final LocalSignIn local;
    private final Sessions sessions;
    private final SignInThrottle throttle;

    PasswordChange(LocalSignIn local, Sessions sessions, SignInThrottle throttle) {
        this.local = local;
        this.sessions = sessions;
        this.throttle = throttle;
    }

    /**
     * Replaces the password; refuses (400) a wrong current one and a new one that may not be chosen, and (429) who guesses.
     *
     * @param address where the request comes from
     * @param stays the session that asks, which goes on
     */
    void change(Caller.Person person, String current, String fresh, String address, @Nullable SessionId stays) {
        var name = person.account().toString();
        throttle.tryOnce(name, address).ifPresent(wait -> {
            throw Refused.later(RefusalKind.TOO_MANY, "too_many_failures", "Too many wrong passwords.", wait);
        });
        if (!local.change(person, current, fresh, () -> sessions.endAll(person, stays))) {
            throttle.failed(name, address);
            throw Refused.invalid(
                    List.of(new Fault("/current_password", "wrong", "This is not the current password.")));
        }
        throttle.succeeded(name, address);
    }
}
