package dev.handsel.identity.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** What is stored of passwords: Argon2id. How many were made is counted in {@code handsel.passwords.hashed}. */
@Component
class PasswordHashes {

    /** Each hash takes 19 MiB: a flood of sign-ins waits instead of filling the memory. */
    private static final int AT_ONCE = 4;

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore permits = new Semaphore(AT_ONCE, true);
    private final Counter made;
    private final String nobodys;

    PasswordHashes(MeterRegistry meters) {
        this.made = Counter.builder("handsel.passwords.hashed")
                .description("Passwords that were hashed, to be stored or compared")
                .register(meters);
        this.nobodys = of("nobody has this password");
    }

    /** The hash of a password that was chosen. */
    String of(String password) {
        return slowly(() -> String.valueOf(encoder.encode(password)));
    }

    /** Whether this is the password. */
    boolean match(String password, String hash) {
        return slowly(() -> encoder.matches(password, hash));
    }

    /** The hash that a password is compared with where there is none: nobody can tell the two apart by the time it takes. */
    String nobodys() {
        return nobodys;
    }

    private <T> T slowly(Supplier<T> work) {
        permits.acquireUninterruptibly();
        try {
            made.increment();
            return work.get();
        } finally {
            permits.release();
        }
    }
}
