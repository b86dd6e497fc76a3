package dev.handsel.signing.explain;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.Refusal;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.keys.Algorithm;
import dev.handsel.signing.keys.HmacKey;
import dev.handsel.signing.keys.VerificationKey;
import dev.handsel.signing.verify.Complete;
import dev.handsel.signing.verify.Covered;
import dev.handsel.signing.verify.KeyDirectory;
import dev.handsel.signing.verify.Policy;
import dev.handsel.signing.verify.Presented;
import dev.handsel.signing.verify.Timely;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Explains why a signed request is refused, to whoever owns the key. It takes the steps of
 * {@link dev.handsel.signing.verify.Verifier} up to the digest of the body; nonces are not looked at and nothing is
 * stored. To be offered to nobody but the owner: it tells more of a signature than a verifier does, although never the
 * right one.
 */
public final class Explainer {

    private Explainer() {}

    /**
     * Explains a request that is signed with a shared secret.
     *
     * @param request as it was sent
     * @param now the time at which it arrived
     * @param secret the secret of the credential, or device, that the request names; without it the signature is not
     *     checked, and only such mistakes are found as can be seen without a key
     * @param clientBase the bytes that the client says it signed
     */
    public static Explanation explain(
            RequestMessage request,
            Policy policy,
            Instant now,
            Optional<DeviceSecret> secret,
            Optional<byte[]> clientBase) {
        return explain(request, policy, now, secret, Map.of(), clientBase);
    }

    /**
     * The same where the owner has further secrets, by what they call them: a request that was signed with one of these is
     * told as that. They are those of the asker alone, or this would tell whether strangers' signatures are right.
     */
    public static Explanation explain(
            RequestMessage request,
            Policy policy,
            Instant now,
            Optional<DeviceSecret> secret,
            Map<String, DeviceSecret> others,
            Optional<byte[]> clientBase) {
        boolean fourHeaders = Reading.isFourHeaders(request);
        Optional<VerificationKey> key = secret.map(known -> key(known, fourHeaders));
        var further = others.entrySet().stream()
                .map(other -> new Other(other.getKey(), key(other.getValue(), fourHeaders)))
                .toList();
        return explain(request, policy, now, new Keys(key, secret, further), clientBase);
    }

    /** The same for a key of any kind; mistakes with the key itself are not looked for. */
    public static Explanation explain(
            RequestMessage request, Policy policy, Instant now, VerificationKey key, Optional<byte[]> clientBase) {
        return explain(request, policy, now, new Keys(Optional.of(key), Optional.empty(), List.of()), clientBase);
    }

    private record Keys(Optional<VerificationKey> right, Optional<DeviceSecret> secret, List<Other> others) {}

    /** A further key of the owner's, with what it is called. */
    record Other(String name, HmacKey key) {}

    private record Result(String code, String detail) {}

    private static HmacKey key(DeviceSecret secret, boolean fourHeaders) {
        var bytes = fourHeaders ? secret.body().getBytes(StandardCharsets.US_ASCII) : secret.key();
        try {
            return HmacKey.of(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static Explanation explain(
            RequestMessage request, Policy policy, Instant now, Keys keys, Optional<byte[]> clientBase) {
        var result = result(request, policy, now, keys.right());
        boolean tooLarge = result.code().equals(Refusal.BODY_TOO_LARGE.code())
                || result.code().equals(Refusal.HEADER_TOO_LARGE.code());
        var reading = tooLarge ? Optional.<Reading>empty() : Reading.of(request, policy);
        if (reading.isEmpty()) {
            return new Explanation(result.code(), result.detail(), Optional.empty(), Optional.empty(), List.of());
        }
        var texts = reading.get().texts();
        var text = clientBase
                .map(base -> Comparison.closest(texts, base))
                .orElseGet(() -> texts.stream().findFirst())
                .map(found -> found.draft().bytes());
        return new Explanation(
                result.code(),
                result.detail(),
                text.map(bytes -> new String(bytes, StandardCharsets.UTF_8)),
                text.flatMap(bytes -> clientBase.flatMap(base -> Difference.between(bytes, base))),
                mistakes(reading.get(), now, policy, keys, clientBase));
    }

    private static Result result(RequestMessage request, Policy policy, Instant now, Optional<VerificationKey> key) {
        Complete complete;
        try {
            complete = Presented.in(request, policy).complete();
        } catch (RejectedException refused) {
            return result(refused);
        }
        try {
            return result(complete.timely(now), policy, key);
        } catch (RejectedException late) {
            // A request is explained long after it was sent: what is wrong apart from that is of interest as well.
            var then = result(complete.timely(complete.claim().signedAt()), policy, key);
            var apart = then.code().equals(Explanation.VALID) || then.code().equals(Explanation.UNCHECKED)
                    ? " Apart from that: "
                    : " Apart from that, " + then.code() + ": ";
            return new Result(late.refusal().code(), result(late).detail() + apart + then.detail());
        }
    }

    private static Result result(Timely timely, Policy policy, Optional<VerificationKey> key) {
        try {
            var covered = timely.covered();
            covered.proven(new OneKey(key.orElseGet(() -> new Unchecked(covered, policy))))
                    .intact();
            return key.isPresent()
                    ? new Result(Explanation.VALID, "The signature is valid.")
                    : new Result(
                            Explanation.UNCHECKED,
                            "Everything but the signature is in order; without its key nobody can check that.");
        } catch (RejectedException refused) {
            return result(refused);
        }
    }

    private static Result result(RejectedException refused) {
        return new Result(refused.refusal().code(), Objects.requireNonNull(refused.getMessage()));
    }

    private static List<Mistake> mistakes(
            Reading reading, Instant now, Policy policy, Keys keys, Optional<byte[]> clientBase) {
        var secret = keys.secret();
        var mistakes = new ArrayList<>(reading.mistakes());
        reading.signedAt()
                .flatMap(at -> Clocks.mistake(at, now, reading.fourHeaders(), policy))
                .ifPresent(mistakes::add);
        Optional<List<Mistake>> searched =
                secret.isPresent() && reading.signature().isPresent()
                        ? new Search(
                                        KeyVariants.of(secret.get(), reading.fourHeaders()),
                                        reading.signature().get(),
                                        keys.others())
                                .mistakes(reading.texts(), clientBase)
                        : clientBase.map(base -> Comparison.mistakes(Comparison.closest(reading.texts(), base), base));
        searched.ifPresent(mistakes::addAll);
        return mistakes.stream().distinct().toList();
    }

    /** Whatever the request names, this is its key. */
    private record OneKey(VerificationKey key) implements KeyDirectory<String> {

        @Override
        public Optional<Known<String>> byKeyId(String keyId) {
            return Optional.of(new Known<>(key, keyId));
        }

        @Override
        public List<Known<String>> byDevice(String deviceId) {
            return List.of(new Known<>(key, deviceId));
        }
    }

    /** Takes any signature, so that what comes after it can be looked at where there is no key. */
    private record Unchecked(Algorithm algorithm) implements VerificationKey {

        Unchecked(Covered covered, Policy policy) {
            this(covered.claim()
                    .algorithm()
                    .orElseGet(() -> policy.algorithms().iterator().next()));
        }

        @Override
        public boolean verifies(byte[] message, int length, byte[] signature) {
            return true;
        }
    }
}
