package dev.handsel.signing.verify;

import dev.handsel.signing.Headers;
import dev.handsel.signing.Refusal;
import dev.handsel.signing.RequestMessage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Base64;
import java.util.Optional;

/**
 * The compatible scheme: {@code X-Device-Id}, {@code X-Nonce}, {@code X-Timestamp} and {@code X-Signature}, the last being
 * standard base64 of HMAC-SHA256 over {@code METHOD|PATH|BODY|DEVICE_ID|NONCE|TIMESTAMP}. Whatever could make two requests
 * share that text is refused.
 */
final class FourHeaders implements Presented {

    static final String DEVICE = "x-device-id";
    static final String NONCE = "x-nonce";
    static final String TIMESTAMP = "x-timestamp";
    static final String SIGNATURE = "x-signature";

    private static final int SHORTEST_NONCE = 8;
    private static final int LONGEST_NONCE = 64;
    private static final int LONGEST_DEVICE = 128;

    /** Every way of ISO 8601 to write an offset: {@code Z}, {@code +02:00}, {@code +0200}, {@code +02}. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    private final RequestMessage request;
    private final Policy policy;

    private FourHeaders(RequestMessage request, Policy policy) {
        this.request = request;
        this.policy = policy;
    }

    static FourHeaders read(RequestMessage request, Policy policy) {
        for (var name : new String[] {DEVICE, NONCE, TIMESTAMP, SIGNATURE}) {
            if (request.header(name).size() > 1) {
                throw Refusal.HEADER_MALFORMED.because("The header " + name + " is sent twice.");
            }
        }
        var read = new FourHeaders(request, policy);
        if (Headers.has(request, DEVICE) && !isDevice(Headers.single(request, DEVICE))) {
            throw Refusal.HEADER_MALFORMED.because("The header " + DEVICE + " holds no device's id.");
        }
        if (Headers.has(request, TIMESTAMP)) {
            read.signedAt();
        }
        if (Headers.has(request, SIGNATURE)) {
            read.signature();
        }
        return read;
    }

    @Override
    public Complete complete() {
        for (var name : new String[] {DEVICE, NONCE, TIMESTAMP, SIGNATURE}) {
            if (!Headers.has(request, name)) {
                throw Refusal.PARAMS_INCOMPLETE.because("The header " + name + " is missing.");
            }
        }
        var nonce = Headers.single(request, NONCE);
        if (nonce.length() < SHORTEST_NONCE || nonce.length() > LONGEST_NONCE || !isVisible(nonce)) {
            throw Refusal.NONCE_FORMAT.because("A nonce has 8 to 64 characters, none of them a space or a bar.");
        }
        var device = Headers.single(request, DEVICE);
        var claim = new Complete.Claim(
                Complete.Scheme.FOUR_HEADERS, device, nonce, signedAt(), Optional.empty(), Optional.empty());
        var coverage = new FourHeaderCoverage(device, nonce, Headers.single(request, TIMESTAMP));
        return new Complete(request, policy, claim, signature(), coverage);
    }

    private Instant signedAt() {
        try {
            return OffsetDateTime.parse(Headers.single(request, TIMESTAMP), TIME)
                    .toInstant();
        } catch (DateTimeException unreadable) {
            throw Refusal.HEADER_MALFORMED.because(
                    "The header " + TIMESTAMP + " is a time of ISO 8601 with an offset, such as 2026-01-02T03:04:05Z.");
        }
    }

    private byte[] signature() {
        var text = Headers.single(request, SIGNATURE);
        try {
            if (text.length() % 4 == 0) {
                return Base64.getDecoder().decode(text);
            }
        } catch (IllegalArgumentException unreadable) {
            // Told below.
        }
        throw Refusal.HEADER_MALFORMED.because("The header " + SIGNATURE + " is standard base64 with padding.");
    }

    private static boolean isDevice(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_DEVICE && isVisible(text);
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~' || text.charAt(i) == '|') {
                return false;
            }
        }
        return true;
    }
}
