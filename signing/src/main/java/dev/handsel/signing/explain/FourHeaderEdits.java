package dev.handsel.signing.explain;

import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.explain.Mistake.Code;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The mistakes that are known of texts of the compatible scheme. */
final class FourHeaderEdits {

    static final String BODY = "body";
    static final String TIMESTAMP = "timestamp";

    private final List<Edit> edits = new ArrayList<>();

    private FourHeaderEdits() {}

    static List<Edit> of(Draft draft, RequestMessage request) {
        var all = new FourHeaderEdits();
        all.edits.addAll(TargetEdits.method(request.method()));
        var path = draft.value("@path");
        if (path != null) {
            int query = request.target().indexOf('?');
            var target = query < 0 ? path : path + request.target().substring(query);
            all.edits.addAll(TargetEdits.path(path, target, request));
            all.edits.addAll(ProxyEdits.path(path, request));
        }
        all.edits.addAll(ProxyEdits.method(request.method()));
        all.body(request);
        var timestamp = draft.value(TIMESTAMP);
        if (timestamp != null) {
            all.timestamp(timestamp);
        }
        all.separators();
        return all.edits;
    }

    private void body(RequestMessage request) {
        var body = request.body();
        if (request.method().equals("DELETE")) {
            var why = "The body was signed; the text of a DELETE has none.";
            edits.add(Edit.value(BODY, Code.BODY_IN_DELETE, why, latin(body)));
            return;
        }
        for (var variant : BodyVariants.of(body)) {
            edits.add(new Edit(BODY, variant.mistake(), text -> text.with(BODY, variant.text())));
        }
        var hash = Hashes.sha256(body);
        var why = "A hash of the body was signed; this scheme signs the body itself.";
        edits.add(Edit.value(BODY, Code.BODY_HASHED, why, HexFormat.of().formatHex(hash)));
        edits.add(Edit.value(BODY, Code.BODY_HASHED, why, Base64.getEncoder().encodeToString(hash)));
    }

    private void timestamp(String sent) {
        var why = "The time was signed in another form than X-Timestamp has.";
        for (var other : forms(sent)) {
            edits.add(Edit.value(TIMESTAMP, Code.TIMESTAMP_REFORMATTED, why, other));
        }
    }

    private static List<String> forms(String sent) {
        OffsetDateTime time;
        try {
            time = OffsetDateTime.parse(sent);
        } catch (DateTimeException unreadable) {
            return List.of();
        }
        var utc = time.withOffsetSameInstant(ZoneOffset.UTC);
        var seconds = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
        var plain = seconds.format(utc);
        var millis = String.format(Locale.ROOT, ".%03d", utc.getNano() / 1_000_000);
        var micros = String.format(Locale.ROOT, ".%06d", utc.getNano() / 1000);
        Instant instant = time.toInstant();
        var forms = Stream.of("Z", "+00:00", "+0000", "")
                .flatMap(zone -> Stream.of(plain + zone, plain + millis + zone, plain + micros + zone));
        return Stream.concat(
                        forms,
                        Stream.of(
                                plain.replace('T', ' '),
                                instant.toString(),
                                seconds.format(time),
                                Long.toString(instant.getEpochSecond()),
                                Long.toString(instant.toEpochMilli())))
                .distinct()
                .toList();
    }

    private void separators() {
        edits.add(Edit.of(
                "end",
                Code.TRAILING_NEWLINE,
                "A line feed follows the text; there must be none.",
                text -> text.endingWith("\n")));
        edits.add(Edit.of(
                "end", Code.CRLF, "CR and LF follow the text; there must be none.", text -> text.endingWith("\r\n")));
        for (var other : List.of("\n", "", ":", ".", ",", "&")) {
            var why = "The parts of the text are not parted by a bar.";
            edits.add(Edit.of("lines", Code.SEPARATOR, why, text -> text.separatedBy(other)));
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
