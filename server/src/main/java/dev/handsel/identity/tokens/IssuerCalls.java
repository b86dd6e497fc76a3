package dev.handsel.identity.tokens;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.handsel.platform.database.OutsideTransactions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks an issuer elsewhere for its keys: where they are, and then for them. Inside a transaction nobody is asked. */
final class IssuerCalls {

    /** For a whole answer, however slowly it drips. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int MOST_BYTES = 256 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();

    /** The keys that the issuer's metadata names. */
    JWKSet keys(String issuer) throws IOException {
        var failure = new IOException("The issuer " + issuer + " has no usable metadata");
        for (var address : metadataAddresses(issuer)) {
            try {
                var metadata = JSONObjectUtils.parse(text(address));
                if (issuer.equals(JSONObjectUtils.getString(metadata, "issuer"))) {
                    return JWKSet.parse(text(JSONObjectUtils.getURI(metadata, "jwks_uri")));
                }
            } catch (IOException | ParseException | IllegalArgumentException unusable) {
                failure.addSuppressed(unusable);
            }
        }
        throw failure;
    }

    /** OpenID Connect puts the well-known part behind the issuer's path, RFC 8414 before it. */
    private static List<URI> metadataAddresses(String issuer) {
        var base = URI.create(issuer);
        var path = base.getRawPath().equals("/") ? "" : base.getRawPath();
        return List.of(
                base.resolve(path + "/.well-known/openid-configuration"),
                base.resolve("/.well-known/oauth-authorization-server" + path));
    }

    private String text(URI address) throws IOException {
        OutsideTransactions.require("Asking an issuer");
        var request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .timeout(PATIENCE)
                .build();
        var asked = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
        try {
            var answer = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200) {
                throw new IOException(address + " answers " + answer.statusCode());
            }
            return answer.body();
        } catch (ExecutionException | TimeoutException silent) {
            asked.cancel(true);
            throw new IOException(address + " does not answer", silent);
        } catch (InterruptedException stopped) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException(address + " was not waited for", stopped);
        }
    }
}
