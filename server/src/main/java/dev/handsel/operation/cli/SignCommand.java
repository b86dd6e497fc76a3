package dev.handsel.operation.cli;

import dev.handsel.base.digest.RandomText;
import dev.handsel.base.time.SystemClock;
import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.RequestUrl;
import dev.handsel.signing.client.DeviceSigner;
import dev.handsel.signing.client.FourHeaderSigner;
import dev.handsel.signing.client.SentUrl;
import dev.handsel.signing.keys.HmacKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs a request as a device does. */
@Command(
        name = "sign",
        description = {
            "Signs a request as a device does and prints the headers to add to it, one a line.",
            "The secret is read from the variable HANDSEL_SECRET or from a file, never from the command line."
        })
final class SignCommand implements Runnable {

    private static final int NONCE_BYTES = 16;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills these in before anything runs
    private CommandSpec spec;

    @Mixin
    private final SecretOption secret = new SecretOption();

    @Parameters(index = "0", paramLabel = "METHOD", description = "GET, POST ...")
    @SuppressWarnings("NullAway.Init")
    private String method;

    @Parameters(index = "1", paramLabel = "URL", description = "The whole URL; path and query are signed as written.")
    @SuppressWarnings("NullAway.Init")
    private String url;

    @Option(names = "--key-id", paramLabel = "ID", description = "The credential that signs, such as dk_...")
    private @Nullable String keyId;

    @Option(names = "--four-headers", description = "Sign by the compatible scheme of four headers; needs --device.")
    private boolean fourHeaders;

    @Option(names = "--device", paramLabel = "ID", description = "The device that signs, for --four-headers.")
    private @Nullable String device;

    @Option(names = "-H", paramLabel = "'NAME: VALUE'", description = "A header of the request; may be repeated.")
    private List<String> lines = List.of();

    @Option(names = "--data", paramLabel = "TEXT", description = "The body, in UTF-8.")
    private @Nullable String text;

    @Option(names = "--data-file", paramLabel = "FILE", description = "The file whose bytes are the body.")
    private @Nullable Path file;

    @Option(names = "--created", paramLabel = "EPOCH", description = "When it is signed, in seconds; without it, now.")
    private @Nullable Long created;

    @Option(
            names = "--nonce",
            paramLabel = "NONCE",
            description = "16 to 64 letters, digits, - and _; or a random one.")
    private @Nullable String nonce;

    @Option(names = "--curl", description = "Print a command for curl that sends the request, instead of headers.")
    private boolean curl;

    @Override
    public void run() {
        var body = body();
        var given = given();
        var target = target();
        var added = new ArrayList<Map.Entry<String, String>>();
        if (body.length > 0 && !RequestHeaders.has(given, "content-type")) {
            added.add(Map.entry("Content-Type", "application/json"));
        }
        var all = joined(given, added);
        if (!RequestHeaders.has(all, "host")) {
            all.add(Map.entry("Host", target.authority()));
        }
        added.addAll(signature(new PlainRequest(method, target.scheme(), target.target(), all, body)));
        var out = spec.commandLine().getOut();
        if (curl) {
            out.println(CurlLine.of(method, url, joined(given, added), data()));
        } else {
            added.forEach(header -> out.println(header.getKey() + ": " + header.getValue()));
        }
    }

    private static List<Map.Entry<String, String>> joined(
            List<Map.Entry<String, String>> one, List<Map.Entry<String, String>> other) {
        var joined = new ArrayList<>(one);
        joined.addAll(other);
        return joined;
    }

    private byte[] body() {
        if (text != null && file != null) {
            throw wrong("Give the body by --data or by --data-file, not by both.");
        }
        try {
            return file != null
                    ? Files.readAllBytes(file)
                    : text != null ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
        } catch (IOException unreadable) {
            throw wrong("There is no file " + file + " that can be read.");
        }
    }

    private List<Map.Entry<String, String>> given() {
        try {
            return lines.stream().map(RequestHeaders::parse).toList();
        } catch (IllegalArgumentException malformed) {
            throw wrong("-H: " + malformed.getMessage());
        }
    }

    private RequestUrl target() {
        try {
            return SentUrl.require(url);
        } catch (IllegalArgumentException refused) {
            throw wrong(refused.getMessage());
        }
    }

    private List<Map.Entry<String, String>> signature(PlainRequest request) {
        var at = created == null
                ? SystemClock.source().instant().truncatedTo(ChronoUnit.SECONDS)
                : Instant.ofEpochSecond(created);
        var once = nonce == null ? RandomText.ofBytes(NONCE_BYTES) : nonce;
        if (!once.matches("[A-Za-z0-9_-]{16,64}")) {
            throw wrong("--nonce: 16 to 64 letters, digits, hyphens and underscores.");
        }
        try {
            var signed = fourHeaders
                    ? four(secret.required()).sign(request, at, once)
                    : profile(secret.required()).sign(request, at, once);
            return List.copyOf(signed.entrySet());
        } catch (RejectedException | IllegalArgumentException refused) {
            throw wrong(refused.getMessage());
        }
    }

    private DeviceSigner profile(DeviceSecret known) {
        if (keyId == null || device != null) {
            throw wrong("--key-id names the credential that signs; --device belongs to --four-headers.");
        }
        return new DeviceSigner(keyId, HmacKey.of(known.key()), SystemClock.source());
    }

    private FourHeaderSigner four(DeviceSecret known) {
        if (device == null || keyId != null) {
            throw wrong("--four-headers needs --device, and no --key-id.");
        }
        return new FourHeaderSigner(device, known, SystemClock.source());
    }

    private List<String> data() {
        if (file != null) {
            return List.of("--data-binary", "@" + file);
        }
        return text == null || text.isEmpty() ? List.of() : List.of("--data-raw", text);
    }

    private ParameterException wrong(@Nullable String sentence) {
        return new ParameterException(spec.commandLine(), sentence == null ? "Called wrongly." : sentence);
    }
}
