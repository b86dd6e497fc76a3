package dev.handsel.signing.verify;

import dev.handsel.signing.ContentDigest;
import dev.handsel.signing.Headers;
import dev.handsel.signing.Refusal;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.SignatureBase;
import dev.handsel.signing.fields.BareItem;
import dev.handsel.signing.fields.Dictionary;
import dev.handsel.signing.fields.InnerList;
import dev.handsel.signing.fields.Item;
import dev.handsel.signing.fields.MalformedField;
import dev.handsel.signing.fields.Member;
import dev.handsel.signing.keys.Algorithm;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A signature of RFC 9421 with the tag {@code device-v1}. */
final class DeviceV1 implements Presented {

    static final String TAG = "device-v1";

    private static final int SHORTEST_NONCE = 16;
    private static final int LONGEST_NONCE = 64;

    private final RequestMessage request;
    private final Policy policy;
    private final InnerList covered;
    private final byte[] signature;
    private final @Nullable ContentDigest digest;

    private DeviceV1(
            RequestMessage request,
            Policy policy,
            InnerList covered,
            byte[] signature,
            @Nullable ContentDigest digest) {
        this.request = request;
        this.policy = policy;
        this.covered = covered;
        this.signature = signature;
        this.digest = digest;
    }

    static DeviceV1 read(RequestMessage request, Policy policy) {
        var inputs = dictionary(request, "signature-input");
        var signatures = dictionary(request, "signature");
        if (inputs.entries().isEmpty()) {
            OlderForms.inFields(request).ifPresent(form -> {
                throw Refusal.HEADER_MALFORMED.because(form);
            });
        }
        requirePairs(inputs, signatures);
        if (request.header("content-type").size() > 1) {
            throw Refusal.HEADER_MALFORMED.because("The header content-type is sent twice.");
        }
        var digest = Headers.has(request, "content-digest") ? digest(request) : null;
        var ours = ours(inputs);
        var covered = (InnerList) ours.member();
        requireEachOnce(covered);
        text(covered, "nonce");
        text(covered, "keyid");
        text(covered, "alg");
        integer(covered, "created");
        integer(covered, "expires");
        return new DeviceV1(request, policy, covered, bytes(signatures.get(ours.key())), digest);
    }

    /** Whether whatever is signed here was signed for others: there are signatures, in order, and none has our tag. */
    static boolean isForeign(RequestMessage request) {
        try {
            var inputs = Dictionary.parse(Headers.joined(request, "signature-input"));
            requirePairs(inputs, Dictionary.parse(Headers.joined(request, "signature")));
            return inputs.entries().stream().noneMatch(entry -> isMeant(entry.member()));
        } catch (MalformedField | RejectedException malformed) {
            return false;
        }
    }

    private static boolean isMeant(Member member) {
        var tag = member.parameters().get("tag");
        return (tag instanceof BareItem.Text text && text.value().equals(TAG)) || isTagWithoutQuotes(tag);
    }

    private static boolean isTagWithoutQuotes(@Nullable BareItem tag) {
        return tag instanceof BareItem.Token token && token.value().equals(TAG);
    }

    private static Dictionary dictionary(RequestMessage request, String name) {
        try {
            return Dictionary.parse(Headers.joined(request, name));
        } catch (MalformedField malformed) {
            throw Refusal.HEADER_MALFORMED.because(
                    OlderForms.inFields(request).orElse("The header " + name + ": " + malformed.getMessage() + "."));
        }
    }

    private static ContentDigest digest(RequestMessage request) {
        try {
            return ContentDigest.parse(Headers.joined(request, "content-digest"));
        } catch (MalformedField | IllegalArgumentException malformed) {
            throw Refusal.HEADER_MALFORMED.because("The header content-digest: " + malformed.getMessage());
        }
    }

    /** Section 4.2: each signature has its input, and each input its signature. */
    private static void requirePairs(Dictionary inputs, Dictionary signatures) {
        boolean paired = inputs.entries().size() == signatures.entries().size();
        for (int i = 0; i < inputs.entries().size() && paired; i++) {
            var input = inputs.entries().get(i);
            paired = input.member() instanceof InnerList
                    && signatures.get(input.key()) instanceof Item item
                    && item.value() instanceof BareItem.Bytes;
        }
        if (!paired || inputs.entries().isEmpty()) {
            throw Refusal.HEADER_MALFORMED.because(
                    "Each label of signature-input has a list there and bytes in signature, and the other way round.");
        }
    }

    private static byte[] bytes(@Nullable Object member) {
        if (member instanceof Item item && item.value() instanceof BareItem.Bytes bytes) {
            return bytes.value();
        }
        throw new IllegalStateException("Labels were paired before");
    }

    private static Dictionary.Entry ours(Dictionary inputs) {
        Dictionary.Entry found = null;
        boolean unquoted = false;
        for (int i = 0; i < inputs.entries().size(); i++) {
            var entry = inputs.entries().get(i);
            var tag = entry.member().parameters().get("tag");
            unquoted |= isTagWithoutQuotes(tag);
            if (tag instanceof BareItem.Text text && text.value().equals(TAG)) {
                if (found != null) {
                    throw Refusal.HEADER_MALFORMED.because("Two signatures have the tag " + TAG + ".");
                }
                found = entry;
            }
        }
        if (found == null && unquoted) {
            throw Refusal.HEADER_MALFORMED.because("The parameter tag is a string in double quotes.");
        }
        if (found == null) {
            throw Refusal.NO_APPLICABLE_SIGNATURE.because("No signature has the tag " + TAG + ".");
        }
        return found;
    }

    private static void requireEachOnce(InnerList covered) {
        var items = covered.items();
        for (int i = 0; i < items.size(); i++) {
            SignatureBase.name(items.get(i));
            for (int j = 0; j < i; j++) {
                if (items.get(i).equals(items.get(j))) {
                    throw Refusal.HEADER_MALFORMED.because("A component is covered twice.");
                }
            }
        }
    }

    private static @Nullable String text(InnerList list, String parameter) {
        var value = list.parameters().get(parameter);
        if (value == null) {
            return null;
        }
        if (value instanceof BareItem.Text text) {
            return text.value();
        }
        throw Refusal.HEADER_MALFORMED.because("The parameter " + parameter + " is a string in double quotes.");
    }

    private static @Nullable Long integer(InnerList list, String parameter) {
        var value = list.parameters().get(parameter);
        if (value == null) {
            return null;
        }
        if (value instanceof BareItem.Int number) {
            return number.value();
        }
        throw Refusal.HEADER_MALFORMED.because("The parameter " + parameter + " is a whole number of seconds.");
    }

    @Override
    public Complete complete() {
        var created = integer(covered, "created");
        var expires = integer(covered, "expires");
        var nonce = text(covered, "nonce");
        var keyId = text(covered, "keyid");
        if (created == null || nonce == null || keyId == null) {
            throw Refusal.PARAMS_INCOMPLETE.because("The parameters created, nonce and keyid are needed.");
        }
        if (expires != null && expires < created) {
            throw Refusal.PARAMS_INCOMPLETE.because("The signature expires before it is created.");
        }
        if (!isNonce(nonce)) {
            throw Refusal.NONCE_FORMAT.because("A nonce has 16 to 64 letters, digits, underscores and hyphens.");
        }
        return new Complete(
                request,
                policy,
                new Complete.Claim(
                        Complete.Scheme.DEVICE_V1,
                        keyId,
                        nonce,
                        Instant.ofEpochSecond(created),
                        Optional.ofNullable(expires).map(Instant::ofEpochSecond),
                        algorithm()),
                signature,
                new ProfileCoverage(covered, digest));
    }

    private Optional<Algorithm> algorithm() {
        var name = text(covered, "alg");
        if (name == null) {
            return Optional.empty();
        }
        for (var algorithm : policy.algorithms()) {
            if (algorithm.text().equals(name)) {
                return Optional.of(algorithm);
            }
        }
        throw Refusal.ALGORITHM_NOT_ALLOWED.because("This algorithm may not be used.");
    }

    private static boolean isNonce(String nonce) {
        for (int i = 0; i < nonce.length(); i++) {
            char c = nonce.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && c != '_' && c != '-') {
                return false;
            }
        }
        return nonce.length() >= SHORTEST_NONCE && nonce.length() <= LONGEST_NONCE;
    }
}
