package dev.handsel.platform.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handsel.base.digest.RandomText;
import dev.handsel.platform.settings.Secret;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * By what a running server knows a command of its own: made at each start, and told in a file that only the server's
 * account reads.
 */
public record CommandPass(Secret secret) {

    /** A new one, which nobody can guess. */
    public static CommandPass fresh() {
        return new CommandPass(new Secret(RandomText.secret()));
    }

    /** Whether this is shown; the time it takes does not tell how much of it was right. */
    public boolean isShown(@Nullable String shown) {
        return shown != null
                && MessageDigest.isEqual(shown.getBytes(UTF_8), secret.value().getBytes(UTF_8));
    }
}
