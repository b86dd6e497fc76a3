package dev.handsel.signing.verify;

import dev.handsel.signing.CanonicalPath;
import dev.handsel.signing.ContentDigest;
import dev.handsel.signing.FourHeaderBase;
import dev.handsel.signing.Refusal;
import dev.handsel.signing.RequestMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the compatible scheme signs: everything in one text, without the query and without the host. */
final class FourHeaderCoverage implements Coverage {

    private final String device;
    private final String nonce;
    private final String timestamp;

    FourHeaderCoverage(String device, String nonce, String timestamp) {
        this.device = device;
        this.nonce = nonce;
        this.timestamp = timestamp;
    }

    @Override
    public void require(RequestMessage request) {
        int query = request.target().indexOf('?');
        if (query >= 0 && query < request.target().length() - 1) {
            throw Refusal.COVERAGE_INCOMPLETE.because("This scheme does not cover a query, so there may be none.");
        }
        if (request.method().equals("DELETE") && request.body().length > 0) {
            throw Refusal.COVERAGE_INCOMPLETE.because("This scheme does not cover the body of a DELETE.");
        }
        if (!isLetters(request.method())) {
            throw Refusal.COVERAGE_UNSUPPORTED.because("This scheme knows methods of letters only.");
        }
        if (!isUtf8(request.body())) {
            throw Refusal.COVERAGE_UNSUPPORTED.because("This scheme signs bodies of UTF-8 only.");
        }
        if (request.target().indexOf('|') >= 0) {
            throw Refusal.PATH_NOT_CANONICAL.because("The path holds a bar, which parts what is signed.");
        }
        CanonicalPath.require(request.target());
    }

    @Override
    public List<Base> bases(RequestMessage request, Policy policy) {
        if (policy.origins().isEmpty()) {
            return List.of(base(request, ""));
        }
        return policy.origins().stream()
                .map(Policy.Origin::prefix)
                .distinct()
                .map(prefix -> base(request, prefix))
                .toList();
    }

    private Base base(RequestMessage request, String prefix) {
        var bytes = FourHeaderBase.of(request, prefix, device, nonce, timestamp);
        return new Base(bytes, bytes.length);
    }

    private static boolean isLetters(String method) {
        return !method.isEmpty() && method.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    }

    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    @Override
    public @Nullable ContentDigest digest() {
        return null;
    }
}
