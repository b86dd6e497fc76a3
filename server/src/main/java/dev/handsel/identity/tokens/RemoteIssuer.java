package dev.handsel.identity.tokens;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.Resource;
import dev.handsel.platform.database.OutsideTransactions;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer elsewhere, fetched when its first token comes and then cached. Unknown key ids do not make it
 * ask more often than twice a minute. Inside a transaction nothing is fetched ({@link IllegalStateException}).
 */
final class RemoteIssuer {

    private static final int TIMEOUT_MS = 3_000;
    private static final int LARGEST_ANSWER = 256 * 1024;

    private final String issuer;
    private volatile @Nullable JWKSource<SecurityContext> keys;

    RemoteIssuer(String issuer) {
        this.issuer = issuer;
    }

    /** The cached keys; where the issuer was never reached its metadata is asked for first. */
    JWKSource<SecurityContext> keys() throws IOException {
        var known = keys;
        return known == null ? discovered() : known;
    }

    private synchronized JWKSource<SecurityContext> discovered() throws IOException {
        var known = keys;
        if (known != null) {
            return known;
        }
        var fresh = JWKSourceBuilder.create(keysAddress(), retriever())
                .retrying(false)
                .outageTolerant(true)
                .build();
        keys = fresh;
        return fresh;
    }

    private URL keysAddress() throws IOException {
        var failure = new IOException("The issuer " + issuer + " has no usable metadata");
        for (var address : metadataAddresses()) {
            try {
                var metadata = JSONObjectUtils.parse(
                        retriever().retrieveResource(address.toURL()).getContent());
                if (issuer.equals(JSONObjectUtils.getString(metadata, "issuer"))) {
                    return URI.create(JSONObjectUtils.getString(metadata, "jwks_uri"))
                            .toURL();
                }
            } catch (IOException | ParseException | IllegalArgumentException unusable) {
                failure.addSuppressed(unusable);
            }
        }
        throw failure;
    }

    /** OpenID Connect puts the well-known part behind the issuer's path, RFC 8414 before it. */
    private List<URI> metadataAddresses() {
        var base = URI.create(issuer);
        var path = base.getRawPath().equals("/") ? "" : base.getRawPath();
        return List.of(
                base.resolve(path + "/.well-known/openid-configuration"),
                base.resolve("/.well-known/oauth-authorization-server" + path));
    }

    private static Retriever retriever() {
        return new Retriever();
    }

    private static final class Retriever extends DefaultResourceRetriever {

        private Retriever() {
            super(TIMEOUT_MS, TIMEOUT_MS, LARGEST_ANSWER);
        }

        @Override
        public Resource retrieveResource(URL address) throws IOException {
            OutsideTransactions.require("Asking an issuer");
            return super.retrieveResource(address);
        }
    }
}
