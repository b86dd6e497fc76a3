package dev.handsel.signing.client;

import dev.handsel.signing.ContentDigest;
import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.SignatureBase;
import dev.handsel.signing.fields.BareItem;
import dev.handsel.signing.fields.Dictionary;
import dev.handsel.signing.fields.InnerList;
import dev.handsel.signing.fields.Item;
import dev.handsel.signing.fields.Parameters;
import dev.handsel.signing.keys.HmacKey;
import dev.handsel.signing.keys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signs requests by the profile {@code device-v1} (RFC 9421). Every signature has a nonce of its own: a request that is sent
 * again is signed again. Safe for use by several threads at once.
 */
public final class DeviceSigner {

    private static final List<String> ALWAYS = List.of("@method", "@authority", "@path", "@query");
    private static final int NONCE_BYTES = 16;

    private final String keyId;
    private final SigningKey key;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** A signer with the key of this id; the clock should be right to a minute. */
    public DeviceSigner(String keyId, SigningKey key, InstantSource clock) {
        this.keyId = keyId;
        this.key = key;
        this.clock = clock;
    }

    /** A signer with a device's secret and the system's clock. */
    public static DeviceSigner of(String keyId, DeviceSecret secret) {
        return new DeviceSigner(keyId, HmacKey.of(secret.key()), InstantSource.system());
    }

    /**
     * The headers to add to the request, {@code Content-Digest} among them where there is a body. The request names its
     * {@code Host}, and its {@code Content-Type} where it has a body.
     *
     * @param alsoCovered further headers that the signature shall cover, in lower case, such as {@code idempotency-key}
     */
    public Map<String, String> sign(RequestMessage request, String... alsoCovered) {
        return sign(request, clock.instant(), nonce(random), alsoCovered);
    }

    /** The same with a given time, of which whole seconds count, and a given nonce. */
    public Map<String, String> sign(RequestMessage request, Instant created, String nonce, String... alsoCovered) {
        var headers = new LinkedHashMap<String, String>();
        var components = new ArrayList<>(ALWAYS);
        if (request.body().length > 0) {
            headers.put("Content-Digest", ContentDigest.of(request.body()));
            components.add("content-type");
            components.add("content-digest");
        }
        components.addAll(List.of(alsoCovered));
        var covered = new InnerList(components.stream().map(DeviceSigner::item).toList(), parameters(created, nonce));
        var base = SignatureBase.of(covered, with(headers, request));
        var signature = key.sign(base.getBytes(StandardCharsets.US_ASCII));
        headers.put("Signature-Input", "sig=" + covered.text());
        headers.put(
                "Signature",
                new Dictionary(List.of(new Dictionary.Entry("sig", Item.of(new BareItem.Bytes(signature))))).text());
        return headers;
    }

    private Parameters parameters(Instant created, String nonce) {
        return Parameters.NONE
                .with("created", new BareItem.Int(created.getEpochSecond()))
                .with("nonce", new BareItem.Text(nonce))
                .with("keyid", new BareItem.Text(keyId))
                .with("alg", new BareItem.Text(key.algorithm().text()))
                .with("tag", new BareItem.Text("device-v1"));
    }

    private static Item item(String component) {
        return Item.of(new BareItem.Text(component));
    }

    /** The request as it will be once these headers are added. */
    private static RequestMessage with(Map<String, String> added, RequestMessage request) {
        return new RequestMessage() {
            @Override
            public String method() {
                return request.method();
            }

            @Override
            public String scheme() {
                return request.scheme();
            }

            @Override
            public String target() {
                return request.target();
            }

            @Override
            public List<String> header(String name) {
                for (var header : added.entrySet()) {
                    if (header.getKey().equalsIgnoreCase(name)) {
                        return List.of(header.getValue());
                    }
                }
                return request.header(name);
            }

            @Override
            public byte[] body() {
                return request.body();
            }
        };
    }

    /** 22 characters that nobody guesses and that do not come twice. */
    static String nonce(SecureRandom random) {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
