package dev.handsel.platform.keyring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig2026;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The keys of one file: some that wrap, of which one is primary, and one for fingerprints that never changes. */
final class Keyset {

    private static final int FINGERPRINT_BYTES = 32;
    private static final int PREFIX_BYTES = 5;
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Configuration WRAPPING = AeadConfig2026.get();
    private static final Configuration FINGERPRINT = PrfConfig2026.get();

    private final KeysetHandle wrapping;
    private final KeysetHandle fingerprint;
    private final Aead aead;
    private final PrfSet prf;

    private Keyset(KeysetHandle wrapping, KeysetHandle fingerprint) throws GeneralSecurityException {
        this.wrapping = wrapping;
        this.fingerprint = fingerprint;
        this.aead = wrapping.getPrimitive(WRAPPING, Aead.class);
        this.prf = fingerprint.getPrimitive(FINGERPRINT, PrfSet.class);
    }

    static Keyset generated() {
        try {
            return new Keyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, WRAPPING),
                    KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF, FINGERPRINT));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("No keys can be made", impossible);
        }
    }

    /** Reads what {@link #json()} wrote. The exception quotes nothing of it. */
    static Keyset parse(String json) throws GeneralSecurityException {
        try {
            var tree = JSON.readTree(json);
            return new Keyset(
                    handle(tree.path("wrapping").toString(), WRAPPING),
                    handle(tree.path("fingerprint").toString(), FINGERPRINT));
        } catch (JacksonException _) {
            throw new GeneralSecurityException("no JSON");
        }
    }

    private static KeysetHandle handle(String json, Configuration sort) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(json, sort, InsecureSecretKeyAccess.get());
    }

    /** The keys themselves, for the file. */
    String json() {
        try {
            return "{\"wrapping\":%s,\n\"fingerprint\":%s}\n"
                    .formatted(text(wrapping, WRAPPING), text(fingerprint, FINGERPRINT));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("The keys cannot be written", impossible);
        }
    }

    private static String text(KeysetHandle handle, Configuration sort) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(handle, sort, InsecureSecretKeyAccess.get());
    }

    /** The bytes, readable only by whoever has the key and names the same context; begins with the id of the key. */
    byte[] wrap(byte[] secret, String context) {
        try {
            return aead.encrypt(secret, context.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A secret cannot be wrapped", impossible);
        }
    }

    byte[] unwrap(byte[] wrapped, String context) throws GeneralSecurityException {
        return aead.decrypt(wrapped, context.getBytes(UTF_8));
    }

    byte[] fingerprint(byte[] bytes) {
        try {
            return prf.computePrimary(bytes, FINGERPRINT_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("No fingerprint can be taken", impossible);
        }
    }

    long primary() {
        return Integer.toUnsignedLong(wrapping.getPrimary().getId());
    }

    /** The ids of all keys that wrap, oldest first. */
    List<Long> ids() {
        var ids = new ArrayList<Long>();
        for (int i = 0; i < wrapping.size(); i++) {
            ids.add(Integer.toUnsignedLong(wrapping.getAt(i).getId()));
        }
        return List.copyOf(ids);
    }

    static long idOf(byte[] wrapped) {
        if (wrapped.length < PREFIX_BYTES || wrapped[0] != 1) {
            throw new IllegalStateException("These bytes were not wrapped by a keyring");
        }
        return Integer.toUnsignedLong(ByteBuffer.wrap(wrapped, 1, Integer.BYTES).getInt());
    }

    /** With one key more, which reads and does not write yet; unchanged where there is such a key already. */
    Keyset prepared() {
        return prepared(wrapping).isPresent() ? this : with(builder -> builder.addEntry(fresh()));
    }

    /** With the key that was prepared as the primary one; a new one where none was. */
    Keyset promoted() {
        var prepared = prepared(wrapping);
        return with(
                prepared.isPresent()
                        ? builder -> builder.getAt(prepared.getAsInt()).makePrimary()
                        : builder -> builder.addEntry(fresh().makePrimary()));
    }

    private static KeysetHandle.Builder.Entry fresh() {
        return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withRandomId();
    }

    /** The key that is newer than the primary one. */
    private static OptionalInt prepared(KeysetHandle handle) {
        int last = handle.size() - 1;
        return handle.getAt(last).isPrimary() ? OptionalInt.empty() : OptionalInt.of(last);
    }

    @FunctionalInterface
    private interface KeysetChange {
        void on(KeysetHandle.Builder builder);
    }

    private Keyset with(KeysetChange change) {
        try {
            var builder = KeysetHandle.newBuilder(wrapping).setConfiguration(WRAPPING);
            change.on(builder);
            return new Keyset(builder.build(), fingerprint);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("No key can be added", impossible);
        }
    }

    @Override
    public String toString() {
        return "Keyset[primary=" + primary() + ", keys=" + ids() + "]";
    }
}
