package dev.handsel.signing.explain;

import dev.handsel.signing.explain.Mistake.Code;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names a difference by what the client has in the place of a part: what nobody would come upon by trying. */
final class Told {

    private Told() {}

    /** The first part that the client has otherwise, made as the client has it, if it can be said why. */
    static Optional<Edit> first(Draft draft, byte[] clientBase) {
        var lines = new String(clientBase, StandardCharsets.ISO_8859_1).split(Pattern.quote(draft.separator()), -1);
        for (int i = 0; i < draft.parts().size(); i++) {
            var part = draft.parts().get(i);
            var told = value(part, lines, i);
            if (told != null && !told.equals(part.value())) {
                var mistake = mistake(part.name(), part.value(), told);
                if (mistake != null) {
                    return Optional.of(new Edit(part.name(), mistake, text -> text.with(part.name(), told)));
                }
            }
        }
        return Optional.empty();
    }

    /** Lines are found by their names, and parts of the compatible scheme by where they stand. */
    private static @Nullable String value(Draft.Part part, String[] lines, int at) {
        if (part.lead().isEmpty()) {
            return at < lines.length ? lines[at] : null;
        }
        return Arrays.stream(lines)
                .filter(line -> line.startsWith(part.lead()))
                .map(line -> line.substring(part.lead().length()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Mistake mistake(String part, String arrived, String signed) {
        return switch (part) {
            case "@method" ->
                signed.matches("[A-Z]+")
                        ? new Mistake(Code.METHOD_CHANGED, ProxyEdits.methodChanged(signed, arrived))
                        : null;
            case "@path" -> path(arrived, signed);
            case "@query" -> query(arrived, signed);
            case "@authority" ->
                signed.matches("[a-z0-9.:_\\[\\]-]+")
                        ? new Mistake(Code.HOST_CHANGED, ProxyEdits.hostChanged(signed))
                        : null;
            default -> null;
        };
    }

    private static @Nullable Mistake path(String arrived, String signed) {
        if (signed.endsWith(arrived)) {
            var prefix = signed.substring(0, signed.length() - arrived.length());
            return new Mistake(Code.PATH_PREFIX, ProxyEdits.prefixCut(prefix));
        } else if (arrived.endsWith(signed) && signed.startsWith("/")) {
            var prefix = arrived.substring(0, arrived.length() - signed.length());
            return new Mistake(Code.PATH_PREFIX, ProxyEdits.prefixAdded(prefix));
        } else if (signed.replaceAll("/+", "/").equals(arrived.replaceAll("/+", "/"))) {
            return new Mistake(Code.SLASHES_MERGED, ProxyEdits.slashesMerged());
        }
        return Percent.decoded(signed).equals(Percent.decoded(arrived))
                ? new Mistake(Code.PATH_RECODED, ProxyEdits.pathRecoded())
                : null;
    }

    private static @Nullable Mistake query(String arrived, String signed) {
        if (sorted(signed).equals(sorted(arrived))) {
            return new Mistake(Code.QUERY_REORDERED, ProxyEdits.queryReordered());
        }
        return Percent.decoded(signed.replace('+', ' ')).equals(Percent.decoded(arrived.replace('+', ' ')))
                ? new Mistake(
                        Code.QUERY_RECODED,
                        "Characters of the query were encoded in one way when it was signed and in another when it was sent.")
                : null;
    }

    private static String sorted(String query) {
        var parameters = query.replaceFirst("^\\?", "").split("&", -1);
        Arrays.sort(parameters);
        return String.join("&", parameters);
    }
}
