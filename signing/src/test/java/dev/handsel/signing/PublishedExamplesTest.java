package dev.handsel.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.signing.fields.Dictionary;
import dev.handsel.signing.fields.InnerList;
import dev.handsel.signing.keys.Ed25519PrivateKey;
import dev.handsel.signing.keys.Ed25519PublicKey;
import dev.handsel.signing.keys.HmacKey;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples that the RFCs themselves publish. */
class PublishedExamplesTest {

    /** RFC 9421, appendix B.2: the request that its examples sign. */
    private static final PlainRequest REQUEST = new PlainRequest(
            "POST",
            "https",
            "/foo?param=Value&Pet=dog",
            List.of(
                    Map.entry("Host", "example.com"),
                    Map.entry("Date", "Tue, 20 Apr 2021 02:07:55 GMT"),
                    Map.entry("Content-Type", "application/json"),
                    Map.entry(
                            "Content-Digest",
                            "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"),
                    Map.entry("Content-Length", "18")),
            "{\"hello\": \"world\"}".getBytes(StandardCharsets.UTF_8));

    private static final byte[] SHARED_SECRET = Base64.getDecoder()
            .decode("uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==");

    private static InnerList covered(String field) {
        return (InnerList) Objects.requireNonNull(Dictionary.parse(field).get("sig"));
    }

    private static byte[] base(InnerList covered) {
        return SignatureBase.of(covered, REQUEST).getBytes(StandardCharsets.US_ASCII);
    }

    /** RFC 9421, appendix B.2.5. */
    @Test
    void a_request_signed_with_hmac_sha256() {
        var covered = covered(
                "sig=(\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\"");

        assertThat(SignatureBase.of(covered, REQUEST)).isEqualTo("""
                "date": Tue, 20 Apr 2021 02:07:55 GMT
                "@authority": example.com
                "content-type": application/json
                "@signature-params": ("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret\"""");
        assertThat(HmacKey.of(SHARED_SECRET).sign(base(covered)))
                .isEqualTo(Base64.getDecoder().decode("pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8="));
    }

    /** RFC 9421, appendix B.2.6; Ed25519 is deterministic. */
    @Test
    void a_request_signed_with_ed25519() throws Exception {
        var covered = covered("sig=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")"
                + ";created=1618884473;keyid=\"test-key-ed25519\"");
        var keys = KeyFactory.getInstance("Ed25519");
        PrivateKey privateKey = keys.generatePrivate(new PKCS8EncodedKeySpec(
                Base64.getDecoder().decode("MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF")));
        PublicKey publicKey = keys.generatePublic(new X509EncodedKeySpec(
                Base64.getDecoder().decode("MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=")));
        var expected = Base64.getDecoder()
                .decode("wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==");

        var base = base(covered);

        assertThat(new Ed25519PrivateKey(privateKey).sign(base)).isEqualTo(expected);
        assertThat(new Ed25519PublicKey(publicKey).verifies(base, base.length, expected))
                .isTrue();
        assertThat(new Ed25519PublicKey(publicKey).verifies(base, base.length - 1, expected))
                .isFalse();
        assertThat(new Ed25519PublicKey(publicKey).verifies(base, base.length, new byte[3]))
                .isFalse();
    }

    /** RFC 9421, section 2.2.8 and others: the rest of the derived components. */
    @Test
    void derived_components() {
        var covered = covered("sig=(\"@target-uri\" \"@scheme\" \"@request-target\" \"@query\")");

        assertThat(SignatureBase.of(covered, REQUEST)).isEqualTo("""
                "@target-uri": https://example.com/foo?param=Value&Pet=dog
                "@scheme": https
                "@request-target": /foo?param=Value&Pet=dog
                "@query": ?param=Value&Pet=dog
                "@signature-params": ("@target-uri" "@scheme" "@request-target" "@query")""");
    }

    /** RFC 9530, appendix D and RFC 9421, appendix B.2. */
    @Test
    void digests_of_bodies() {
        assertThat(ContentDigest.of("{\"hello\": \"world\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
        assertThat(ContentDigest.parse(REQUEST.header("content-digest").get(0)).compare(REQUEST.body()))
                .isEqualTo(ContentDigest.Result.MATCHES);
    }

    /** RFC 4231, test cases 1 to 4, 6 and 7. */
    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265, b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd, 773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
        "0102030405060708090a0b0c0d0e0f10111213141516171819, cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd, 82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
    })
    void hmac_sha256(String key, String data, String mac) {
        assertThat(hmac(key, data)).isEqualTo(mac);
    }

    @Test
    void hmac_sha256_with_keys_longer_than_a_block() {
        assertThat(hmac("aa".repeat(131), hex("Test Using Larger Than Block-Size Key - Hash Key First")))
                .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
        assertThat(hmac(
                        "aa".repeat(131),
                        hex("This is a test using a larger than block-size key and a larger than block-size data. "
                                + "The key needs to be hashed before being used by the HMAC algorithm.")))
                .isEqualTo("9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hmac(String key, String data) {
        var hex = HexFormat.of();
        return hex.formatHex(HmacKey.of(hex.parseHex(key)).sign(hex.parseHex(data)));
    }
}
