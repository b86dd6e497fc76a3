package dev.handsel.signing.explain;

import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.explain.Mistake.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What clients do to method, path and query before they sign them. */
final class TargetEdits {

    private static final String METHOD = "@method";
    private static final String PATH = "@path";
    private static final String QUERY = "@query";

    private TargetEdits() {}

    static List<Edit> method(String method) {
        var edits = new ArrayList<Edit>();
        var why = "The method was signed in another case than it was sent in.";
        for (var other : List.of(method.toLowerCase(Locale.ROOT), method.toUpperCase(Locale.ROOT))) {
            edits.add(Edit.value(METHOD, Code.METHOD_CASE, why, other));
        }
        if (method.length() > 1) {
            var capital = method.substring(0, 1).toUpperCase(Locale.ROOT)
                    + method.substring(1).toLowerCase(Locale.ROOT);
            edits.add(Edit.value(METHOD, Code.METHOD_CASE, why, capital));
        }
        return edits;
    }

    /** The path as others may have it; {@code target} is path and query. */
    static List<Edit> path(String path, String target, RequestMessage request) {
        var edits = new ArrayList<Edit>();
        var recased = "Encoded characters of the path were signed in another case; sign the path as it is sent.";
        edits.add(Edit.value(PATH, Code.PATH_RECASED, recased, Percent.recased(path, true)));
        edits.add(Edit.value(PATH, Code.PATH_RECASED, recased, Percent.recased(path, false)));
        edits.add(Edit.value(
                PATH,
                Code.PATH_DECODED,
                "The path was decoded before it was signed; sign it as it stands in the request line.",
                Percent.decoded(path)));
        edits.add(Edit.value(
                PATH,
                Code.PATH_SLASH,
                "The path was signed with or without a slash at its end, other than it was sent.",
                path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/"));
        if (!target.equals(path)) {
            edits.add(Edit.value(
                    PATH,
                    Code.PATH_WITH_QUERY,
                    "The query was signed as part of the path; end the path before it.",
                    target));
        }
        edits.addAll(urls(path, target, request));
        return edits;
    }

    private static List<Edit> urls(String path, String target, RequestMessage request) {
        var why = "The whole URL was signed in place of the path.";
        return request.header("host").stream()
                .map(host -> request.scheme() + "://" + host.strip())
                .flatMap(start -> Stream.of(start + target, start + path))
                .map(url -> Edit.value(PATH, Code.URL_AS_PATH, why, url))
                .toList();
    }

    /** The query as others may have it; {@code query} begins with its question mark. */
    static List<Edit> query(String query) {
        var edits = new ArrayList<Edit>();
        var missing = "The query was left out of the signature; without one a lone question mark is signed.";
        edits.add(Edit.value(QUERY, Code.QUERY_MISSING, missing, ""));
        edits.add(Edit.of(QUERY, Code.QUERY_MISSING, missing, draft -> draft.without(QUERY)));
        edits.add(Edit.value(QUERY, Code.QUERY_MISSING, missing, "?"));
        if (query.length() > 1) {
            edits.add(Edit.value(
                    QUERY,
                    Code.QUERY_WITHOUT_MARK,
                    "The query was signed without the question mark before it.",
                    query.substring(1)));
            edits.addAll(recoded(query));
            var sorted =
                    "The parameters of the query were sorted before they were signed; keep the order that is sent.";
            edits.add(Edit.value(QUERY, Code.QUERY_SORTED, sorted, sorted(query, Comparator.naturalOrder())));
            edits.add(Edit.value(QUERY, Code.QUERY_SORTED, sorted, sorted(query, byName())));
        }
        return edits;
    }

    private static List<Edit> recoded(String query) {
        var why =
                "The query was decoded or encoded anew before it was signed; sign it as it stands in the request line.";
        return List.of(
                        Percent.decoded(query),
                        Percent.decoded(query.replace('+', ' ')),
                        Percent.recased(query, true),
                        Percent.recased(query, false),
                        query.replace("%20", "+"),
                        query.replace("+", "%20"))
                .stream()
                .map(other -> Edit.value(QUERY, Code.QUERY_RECODED, why, other))
                .toList();
    }

    private static Comparator<String> byName() {
        return Comparator.comparing(parameter -> parameter.split("=", 2)[0]);
    }

    private static String sorted(String query, Comparator<String> order) {
        return Arrays.stream(query.substring(1).split("&", -1)).sorted(order).collect(Collectors.joining("&", "?", ""));
    }
}
