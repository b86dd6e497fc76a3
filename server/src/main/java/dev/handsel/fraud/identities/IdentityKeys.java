package dev.handsel.fraud.identities;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.keyring.Keyring;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * The keys by which identifiers are hashed: one for each programme, derived from the keyring's key for fingerprints, which never
 * changes. So whoever reads two programmes, or the database without the keyring, learns nothing of who is in both.
 */
@Component
class IdentityKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "fraud identities ";

    private final Keyring keyring;

    IdentityKeys(Keyring keyring) {
        this.keyring = keyring;
    }

    /** The key of a programme, for one thread. */
    static final class Hashing {

        private final Mac mac;

        private Hashing(byte[] key) {
            try {
                mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key, ALGORITHM));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("Every JDK knows " + ALGORITHM, impossible);
            }
        }

        /** The hash of an identifier; its kind is hashed with it, and no kind has a space in its word. */
        IdentityHash of(Identifier identifier) {
            var all =
                    ByteBuffer.wrap(mac.doFinal((identifier.kind().word() + " " + identifier.text()).getBytes(UTF_8)));
            return new IdentityHash(new UUID(all.getLong(), all.getLong()));
        }

        @Override
        public String toString() {
            return "Hashing";
        }
    }

    /** For reading. */
    Hashing reading(ProgramId program) {
        return new Hashing(keyring.fingerprint((PURPOSE + program).getBytes(UTF_8)));
    }

    /** For writing, in the transaction that does: refused where the keys are not those of the database (503). */
    Hashing writing(ProgramId program) {
        // Hashes by other keys would be found by nobody; wrapping anything makes sure of the keys.
        byte[] _ = keyring.wrap(PURPOSE.getBytes(UTF_8), PURPOSE);
        return reading(program);
    }
}
