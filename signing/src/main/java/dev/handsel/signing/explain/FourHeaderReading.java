package dev.handsel.signing.explain;

import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.explain.Mistake.Code;
import dev.handsel.signing.verify.Policy;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads signatures of the compatible scheme. */
final class FourHeaderReading {

    private FourHeaderReading() {}

    static Optional<Reading> of(RequestMessage request, Policy policy) {
        var device = value(request, "x-device-id");
        var nonce = value(request, "x-nonce");
        var timestamp = value(request, "x-timestamp");
        if (device.isEmpty() && request.header("x-signature").isEmpty()) {
            return Optional.empty();
        }
        var texts = new ArrayList<Reading.Text>();
        if (device.isPresent() && nonce.isPresent() && timestamp.isPresent()) {
            for (var prefix : prefixes(policy)) {
                var draft = draft(request, prefix, List.of(device.get(), nonce.get(), timestamp.get()));
                texts.add(new Reading.Text(draft, FourHeaderEdits.of(draft, request)));
            }
        }
        var read = value(request, "x-signature").flatMap(Encodings::read);
        var mistakes = read.flatMap(signature -> signature.mistake(
                        Code.SIGNATURE_ENCODING, "The signature", "write it in standard base64 with padding"))
                .map(List::of)
                .orElse(List.of());
        return Optional.of(new Reading(
                true, texts, read.map(Encodings.Read::bytes), timestamp.flatMap(FourHeaderReading::time), mistakes));
    }

    private static Optional<String> value(RequestMessage request, String name) {
        var lines = request.header(name);
        return lines.size() == 1 ? Optional.of(lines.get(0).strip()) : Optional.empty();
    }

    private static List<String> prefixes(Policy policy) {
        return policy.origins().isEmpty()
                ? List.of("")
                : policy.origins().stream()
                        .map(Policy.Origin::prefix)
                        .distinct()
                        .toList();
    }

    private static Draft draft(RequestMessage request, String prefix, List<String> headers) {
        int query = request.target().indexOf('?');
        var path = query < 0 ? request.target() : request.target().substring(0, query);
        var body = request.method().equals("DELETE") ? new byte[0] : request.body();
        return new Draft(
                List.of(
                        new Draft.Part("@method", "", request.method()),
                        new Draft.Part("@path", "", prefix + path),
                        new Draft.Part(FourHeaderEdits.BODY, "", new String(body, StandardCharsets.ISO_8859_1)),
                        new Draft.Part("device", "", headers.get(0)),
                        new Draft.Part("nonce", "", headers.get(1)),
                        new Draft.Part(FourHeaderEdits.TIMESTAMP, "", headers.get(2))),
                "|",
                "");
    }

    private static Optional<Instant> time(String timestamp) {
        try {
            return Optional.of(OffsetDateTime.parse(timestamp).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
