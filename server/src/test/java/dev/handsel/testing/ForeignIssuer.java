package dev.handsel.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer elsewhere: its metadata, its keys and its tokens, on a loopback port. */
public final class ForeignIssuer implements AutoCloseable {

    private final HttpServer server;
    private final ECKey key;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile CountDownLatch open = new CountDownLatch(0);
    private volatile boolean broken;

    private ForeignIssuer(HttpServer server, ECKey key) {
        this.server = server;
        this.key = key;
    }

    public static ForeignIssuer started() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var issuer = new ForeignIssuer(
                    server, new ECKeyGenerator(Curve.P_256).keyID("elsewhere").generate());
            server.createContext("/realm/.well-known/openid-configuration", issuer::metadata);
            server.createContext("/keys", exchange -> answer(exchange, new JWKSet(issuer.key).toString(true)));
            server.start();
            return issuer;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    }

    public int timesAsked() {
        return asked.get();
    }

    /** From now on it lets everybody wait until this is open. */
    public void answersWhen(CountDownLatch isOpen) {
        open = isOpen;
    }

    /** From now on it fails, or no longer. */
    public void isBroken(boolean from) {
        broken = from;
    }

    /** Claims that this issuer would sign for somebody; good for five minutes. */
    public JWTClaimsSet.Builder claims(String subject, Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .audience("handsel")
                .subject(subject)
                .expirationTime(Date.from(now.plusSeconds(300)));
    }

    /** As an access token says what it is (RFC 9068). */
    public String sign(JWTClaimsSet claims) {
        return sign(claims, "at+jwt");
    }

    public String sign(JWTClaimsSet claims, String type) {
        try {
            return signed(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .type(new JOSEObjectType(type))
                            .keyID(key.getKeyID())
                            .build(),
                    claims,
                    new ECDSASigner(key));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** An access token with these very claims, whatever they are. */
    public String signText(String claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID(key.getKeyID())
                    .build();
            var token = new JWSObject(header, new Payload(claims));
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void metadata(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (broken) {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
            return;
        }
        var keys = url().replace("/realm", "/keys");
        answer(exchange, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(url(), keys));
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            var bytes = json.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
