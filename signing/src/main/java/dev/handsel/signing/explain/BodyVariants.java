package dev.handsel.signing.explain;

import dev.handsel.signing.explain.Mistake.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a client may have had for a body when it signed. */
final class BodyVariants {

    /** Another body, as the client would have had it; a character of its text stands for a byte. */
    record Variant(String text, Mistake mistake) {

        byte[] body() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** A longer body has too many orders to be written in all of them. */
    private static final int LONGEST_REORDERED = 4 << 10;

    private final String body;
    private final List<Variant> found = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private BodyVariants(String body) {
        this.body = body;
    }

    /** All that differ from this body. */
    static List<Variant> of(byte[] body) {
        var variants = new BodyVariants(new String(body, StandardCharsets.ISO_8859_1));
        variants.lineEnds();
        variants.json();
        ByteVariants.of(body)
                .forEach(found -> variants.add(
                        found.text(), found.mistake().code(), found.mistake().explanation()));
        variants.orders();
        if (body.length > 0) {
            variants.add("", Code.BODY_MISSING, "The signature is of an empty body, but a body was sent.");
        }
        return variants.found;
    }

    private void lineEnds() {
        var why = "The body was signed with ";
        add(body + "\n", Code.BODY_NEWLINE, why + "a line feed at its end that was not sent.");
        add(body + "\r\n", Code.BODY_NEWLINE, why + "CR and LF at its end that were not sent.");
        if (body.endsWith("\n")) {
            int end = body.length() - (body.endsWith("\r\n") ? 2 : 1);
            add(
                    body.substring(0, end),
                    Code.BODY_NEWLINE,
                    "The body was signed without the line end that it was sent with.");
        }
        add(body.strip(), Code.BODY_NEWLINE, "The body was signed without the whitespace around it.");
        var unix = body.replace("\r\n", "\n");
        add(unix, Code.BODY_NEWLINE, why + "LF where CR and LF were sent.");
        add(unix.replace("\n", "\r\n"), Code.BODY_NEWLINE, why + "CR and LF where LF was sent.");
    }

    private void json() {
        var node = JsonText.read(new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        if (node.isEmpty()) {
            return;
        }
        for (var style : JsonStyle.ALL) {
            add(
                    new String(style.write(node.get()).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                    Code.BODY_RESERIALISED,
                    "The body that was signed is the same JSON written differently (" + style.name()
                            + "); sign the very bytes that are sent.");
        }
    }

    /** The members of the object in every order, as whoever builds it from an unordered map may have had them. */
    private void orders() {
        var node = JsonText.read(new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        if (body.length() > LONGEST_REORDERED || !(node.orElse(null) instanceof JsonText.Members members)) {
            return;
        }
        for (var order : Orders.of(members.list())) {
            for (var style : JsonStyle.PLAIN) {
                var text = style.write(new JsonText.Members(order)).getBytes(StandardCharsets.UTF_8);
                add(
                        new String(text, StandardCharsets.ISO_8859_1),
                        Code.BODY_MEMBER_ORDER,
                        "The body that was signed is the same JSON with its members in another order; sign the very bytes that"
                                + " are sent.");
            }
        }
    }

    private void add(String other, Code code, String explanation) {
        if (!other.equals(body) && known.add(other)) {
            found.add(new Variant(other, new Mistake(code, explanation)));
        }
    }
}
