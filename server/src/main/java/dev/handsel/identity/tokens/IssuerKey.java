package dev.handsel.identity.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.DataDirectory;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * The private key of the built-in issuer: a JWK in a file that only its owner may read, made on the first start and
 * never elsewhere. Its text form names the key and hides it.
 */
public final class IssuerKey {

    private static final int BITS = 2048;

    private final RSAKey key;

    private IssuerKey(RSAKey key) {
        this.key = key;
    }

    /** The key that the operator gives, or else the one in the data directory, made where it is missing. */
    public static IssuerKey of(TokenSettings settings, DataDirectory directory) {
        var given = settings.issuerKey();
        return given == null
                ? at(directory.create().resolve("keys").resolve("issuer.jwk.json"))
                : parse(given.value(), "HANDSEL_ISSUER_KEY");
    }

    /** Reads the key, and makes it first where there is none; of several processes that make it one wins. */
    static IssuerKey at(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file.toAbsolutePath());
            }
            return parse(Files.readString(file), file.toString());
        } catch (IOException failed) {
            throw new CannotStart("The key file " + file + " of the token issuer cannot be used.", failed);
        }
    }

    /** The key with its private part, for signing. */
    public RSAKey reveal() {
        return key;
    }

    private static IssuerKey parse(String json, String where) {
        try {
            if (JWK.parse(json) instanceof RSAKey rsa && rsa.isPrivate() && rsa.size() >= BITS) {
                return new IssuerKey(rsa);
            }
        } catch (ParseException malformed) {
            // Its message may quote the key, so it is not passed on.
            throw unusable(where);
        }
        throw unusable(where);
    }

    private static CannotStart unusable(String where) {
        return new CannotStart(where + " holds no private RSA key of 2048 bits or more as a JWK.");
    }

    private static void create(Path file) throws IOException {
        var folder = folderOf(file);
        var draft = Files.createTempFile(folder, "issuer", ".new", ownerOnly("rw-------"));
        try {
            Files.writeString(draft, generated().toJSONString());
            // A link, unlike a move, never replaces the key that another process has made meanwhile.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException otherWasFaster) {
            return;
        } finally {
            Files.delete(draft);
        }
    }

    private static Path folderOf(Path file) throws IOException {
        @Nullable Path folder = file.getParent();
        if (folder == null) {
            throw new IOException("The issuer's key file is in no folder");
        }
        return Files.exists(folder) ? folder : Files.createDirectories(folder, ownerOnly("rwx------"));
    }

    private static FileAttribute<?> ownerOnly(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static RSAKey generated() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("This JDK makes no RSA keys", impossible);
        }
    }

    @Override
    public String toString() {
        return "IssuerKey[" + key.getKeyID() + "]";
    }
}
