package dev.handsel.signing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The bytes that the compatible scheme signs: {@code METHOD|PATH|BODY|DEVICE_ID|NONCE|TIMESTAMP} in UTF-8. */
public final class FourHeaderBase {

    private FourHeaderBase() {}

    /** The bytes for this request. The query is no part of them, nor is what a DELETE carries. */
    public static byte[] of(RequestMessage request, String device, String nonce, String timestamp) {
        return of(request, "", device, nonce, timestamp);
    }

    /** The same where a proxy has taken this prefix away from the path. */
    public static byte[] of(RequestMessage request, String prefix, String device, String nonce, String timestamp) {
        int query = request.target().indexOf('?');
        var path = query < 0 ? request.target() : request.target().substring(0, query);
        var body = request.method().equals("DELETE") ? new byte[0] : request.body();
        var base = new ByteArrayOutputStream(body.length + 256);
        base.writeBytes(utf8(request.method() + "|" + prefix + path + "|"));
        base.writeBytes(body);
        base.writeBytes(utf8("|" + device + "|" + nonce + "|" + timestamp));
        return base.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
