package dev.handsel.signing.client;

import dev.handsel.signing.PlainRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Signs requests of {@link java.net.http.HttpClient}. */
public final class SignedRequests {

    private final DeviceSigner signer;

    /** Signs with this signer. */
    public SignedRequests(DeviceSigner signer) {
        this.signer = signer;
    }

    /** The request without a body, signed; its method, headers, timeout and version are kept. */
    public HttpRequest sign(HttpRequest request) {
        return sign(request, new byte[0]);
    }

    /**
     * The request with this body, signed; whatever publishes a body already is replaced. With a body, a
     * {@code Content-Type} is needed. What is not ASCII in the URL is encoded as UTF-8; a URL that the client could send
     * otherwise than it is signed is an {@link IllegalArgumentException} ({@link SentUrl}). Send it once: to send it again,
     * sign it again.
     */
    public HttpRequest sign(HttpRequest request, byte[] body) {
        // The client would encode what is not ASCII by itself, and it is to be signed as it is sent.
        var url = request.uri().toASCIIString();
        var plain = plain(request.method(), url, headers(request), body);
        var signed = HttpRequest.newBuilder(request, (name, value) -> true)
                .uri(URI.create(url))
                .method(request.method(), publisher(request, body));
        signer.sign(plain).forEach(signed::setHeader);
        return signed.build();
    }

    private static HttpRequest.BodyPublisher publisher(HttpRequest request, byte[] body) {
        return body.length == 0 && request.bodyPublisher().isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(body);
    }

    private static List<Map.Entry<String, String>> headers(HttpRequest request) {
        var headers = new ArrayList<Map.Entry<String, String>>();
        request.headers().map().forEach((name, values) -> values.forEach(value -> headers.add(Map.entry(name, value))));
        return headers;
    }

    /**
     * The headers that sign a request to this absolute URL, for any other client. A URL that one client sends otherwise than
     * another is an {@link IllegalArgumentException} ({@link SentUrl}), also where it is not ASCII.
     */
    public Map<String, String> headers(String method, URI url, Map<String, String> headers, byte[] body) {
        return signer.sign(plain(method, url.toString(), List.copyOf(headers.entrySet()), body));
    }

    private static PlainRequest plain(String method, String url, List<Map.Entry<String, String>> headers, byte[] body) {
        var parts = SentUrl.require(url);
        var all = new ArrayList<>(headers);
        all.add(Map.entry("Host", parts.authority()));
        return new PlainRequest(method, parts.scheme(), parts.target(), all, body);
    }
}
