package dev.handsel.referrals.links;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.keyring.Keyring;
import dev.handsel.referrals.clicks.VisitorId;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Tells the visitors' ids that this server has made for a programme from such as anybody writes down: behind an id stand a dot
 * and a proof that takes the server's keys. The proof says nothing of who brings it.
 */
@Component
class VisitorProofs {

    /** An id, and 16 bytes of its proof in base64url. */
    static final String FORM = VisitorId.FORM + "\\.[A-Za-z0-9_-]{22}";

    private static final Pattern WHOLE = Pattern.compile(FORM);
    private static final int PROOF_BYTES = 16;

    private final Keyring keyring;

    VisitorProofs(Keyring keyring) {
        this.keyring = keyring;
    }

    /** The id as a browser keeps it, with its proof. */
    String written(ProgramId program, VisitorId visitor) {
        // The words in front keep these apart from everything else whose fingerprint is taken.
        var said = "visitor of a programme:" + program + ":" + visitor;
        var proof = Arrays.copyOf(keyring.fingerprint(said.getBytes(UTF_8)), PROOF_BYTES);
        return visitor + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(proof);
    }

    /** Reads what {@link #written} wrote for the same programme; anything else is nobody's id. */
    Optional<VisitorId> find(ProgramId program, String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        return VisitorId.find(text.substring(0, text.indexOf('.')))
                .filter(visitor ->
                        MessageDigest.isEqual(written(program, visitor).getBytes(UTF_8), text.getBytes(UTF_8)));
    }
}
