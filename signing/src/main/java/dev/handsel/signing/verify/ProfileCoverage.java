package dev.handsel.signing.verify;

import dev.handsel.signing.Authority;
import dev.handsel.signing.CanonicalPath;
import dev.handsel.signing.ContentDigest;
import dev.handsel.signing.Refusal;
import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.SignatureBase;
import dev.handsel.signing.fields.InnerList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The components that {@code device-v1} asks for: method, authority, path and query; with a body its type and digest. */
final class ProfileCoverage implements Coverage {

    private static final List<String> ALWAYS = List.of("@method", "@authority", "@path", "@query");
    private static final List<String> WITH_BODY = List.of("content-type", "content-digest");

    private final InnerList covered;
    private final @Nullable ContentDigest digest;

    ProfileCoverage(InnerList covered, @Nullable ContentDigest digest) {
        this.covered = covered;
        this.digest = covers("content-digest", covered) ? digest : null;
    }

    @Override
    public void require(RequestMessage request) {
        requireCovered(ALWAYS);
        if (request.body().length > 0) {
            requireNoOlderDigest(request);
            requireCovered(WITH_BODY);
        }
        for (int i = 0; i < covered.items().size(); i++) {
            var item = covered.items().get(i);
            var name = SignatureBase.name(item);
            boolean derived = name.startsWith("@");
            if (!item.parameters().isEmpty() || (derived && !ALWAYS.contains(name))) {
                throw Refusal.COVERAGE_UNSUPPORTED.because("A component of this kind cannot be checked.");
            }
            if (!derived && request.header(name).isEmpty()) {
                throw Refusal.COVERAGE_UNSUPPORTED.because("A header is covered that the request does not have.");
            }
            if (!derived && hasUpperCase(name)) {
                throw Refusal.COVERAGE_UNSUPPORTED.because("Names of headers are covered in lower case.");
            }
        }
        CanonicalPath.require(request.target());
    }

    /** {@code Digest} was the name before RFC 9530; whoever covers it believes that the body is signed. */
    private void requireNoOlderDigest(RequestMessage request) {
        if (!covers("content-digest", covered)
                && request.header("content-digest").isEmpty()
                && !request.header("digest").isEmpty()) {
            throw Refusal.COVERAGE_INCOMPLETE.because(
                    "The header digest is the older form of content-digest (RFC 9530), which is to be sent and covered.");
        }
    }

    private void requireCovered(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (!covers(names.get(i), covered)) {
                throw Refusal.COVERAGE_INCOMPLETE.because("The signature does not cover " + names.get(i) + ".");
            }
        }
    }

    private static boolean covers(String name, InnerList covered) {
        for (int i = 0; i < covered.items().size(); i++) {
            if (SignatureBase.name(covered.items().get(i)).equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasUpperCase(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 'A' && name.charAt(i) <= 'Z') {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Base> bases(RequestMessage request, Policy policy) {
        if (policy.origins().isEmpty()) {
            return List.of(base(request, Authority.of(request), request.target()));
        }
        return policy.origins().stream()
                .map(origin -> base(request, origin.authority(), origin.prefix() + request.target()))
                .toList();
    }

    private Base base(RequestMessage request, String authority, String target) {
        var text = SignatureBase.text(covered, request, authority, target);
        return new Base(text.bytes(), text.length());
    }

    @Override
    public @Nullable ContentDigest digest() {
        return digest;
    }
}
