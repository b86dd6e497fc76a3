package dev.handsel.signing.explain;

import dev.handsel.signing.ContentDigest;
import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.explain.Mistake.Code;
import dev.handsel.signing.fields.InnerList;
import dev.handsel.signing.fields.Parameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The mistakes that are known of texts of RFC 9421. */
final class ProfileEdits {

    static final String PARAMS = "@signature-params";

    private static final String AUTHORITY = "@authority";
    private static final String TYPE = "content-type";
    private static final String LINES = "lines";
    private static final String END = "end";
    /** More parameters than this are not permuted. */
    private static final int MOST_PERMUTED = 6;

    private final Draft draft;
    private final RequestMessage request;
    private final List<Edit> edits = new ArrayList<>();

    private ProfileEdits(Draft draft, RequestMessage request) {
        this.draft = draft;
        this.request = request;
    }

    static List<Edit> of(Draft draft, InnerList covered, String label, RequestMessage request) {
        var all = new ProfileEdits(draft, request);
        all.lines();
        all.target();
        all.authority();
        all.contentType();
        all.digest();
        all.parameters(covered, label);
        return all.edits;
    }

    private void lines() {
        add(
                END,
                Code.TRAILING_NEWLINE,
                "A line feed follows the last line; there must be none.",
                text -> text.endingWith("\n"));
        add(
                LINES,
                Code.CRLF,
                "The lines end with CR and LF; they must be parted by LF alone.",
                text -> text.separatedBy("\r\n"));
        add(
                LINES,
                Code.CRLF,
                "The lines end with CR and LF, the last one too; they must be parted by LF alone.",
                text -> text.separatedBy("\r\n").endingWith("\r\n"));
        add(
                LINES,
                Code.LITERAL_NEWLINE,
                "The lines are parted by a backslash and the letter n, instead of a line feed.",
                text -> text.separatedBy("\\n"));
        var format = "Lines must be written as \"name\": value, with the quotes, a colon and one space.";
        add("leads", Code.LINE_FORMAT, format, text -> text.each(part -> led(part, part.name() + ": ")));
        add("leads", Code.LINE_FORMAT, format, text -> text.each(part -> led(part, "\"" + part.name() + "\":")));
        add("leads", Code.LINE_FORMAT, format, text -> text.each(part -> led(part, part.name() + ":")));
        add("leads", Code.LINE_FORMAT, format, text -> text.each(part -> led(part, "")));
        var order = "The lines stand in another order than Signature-Input names them.";
        add("order", Code.COMPONENTS_ORDER, order, text -> text.ordered(Comparator.comparing(Draft.Part::name)));
        add("order", Code.COMPONENTS_ORDER, order, text -> text.ordered(Comparator.comparingInt(ProfileEdits::rank)));
    }

    private static Draft.Part led(Draft.Part part, String lead) {
        return new Draft.Part(part.name(), lead, part.value());
    }

    private static int rank(Draft.Part part) {
        int rank = List.of("@method", AUTHORITY, "@path", "@query", TYPE, "content-digest")
                .indexOf(part.name());
        return rank < 0 ? Integer.MAX_VALUE : rank;
    }

    private void target() {
        var method = draft.value("@method");
        var path = draft.value("@path");
        var query = draft.value("@query");
        if (method != null) {
            edits.addAll(TargetEdits.method(method));
        }
        if (path != null) {
            var target = query == null || query.equals("?") ? path : path + query;
            edits.addAll(TargetEdits.path(path, target, request));
        }
        if (query != null) {
            edits.addAll(TargetEdits.query(query));
        }
        if (method != null) {
            edits.addAll(ProxyEdits.method(method));
        }
        if (path != null) {
            edits.addAll(ProxyEdits.path(path, request));
        }
        if (query != null) {
            edits.addAll(ProxyEdits.query(query));
        }
    }

    private void authority() {
        var authority = draft.value(AUTHORITY);
        if (authority == null) {
            return;
        }
        for (var line : request.header("host")) {
            hostAsSent(line.strip(), authority);
        }
        value(AUTHORITY, Code.HOST_CASE, "The host was signed in upper case.", authority.toUpperCase(Locale.ROOT));
        port(authority);
        for (var scheme : List.of("https://", "http://")) {
            var why = "The host is signed without the scheme before it.";
            value(AUTHORITY, Code.HOST_WITH_SCHEME, why, scheme + authority);
        }
        edits.addAll(ProxyEdits.authority(authority, request));
    }

    private void hostAsSent(String host, String authority) {
        boolean port = host.matches(".*:[0-9]*") && !host.equalsIgnoreCase(authority);
        var code = port ? Code.HOST_WITH_PORT : Code.HOST_CASE;
        value(
                AUTHORITY,
                code,
                "The host was signed as it was sent; it is signed in lower case without the default port.",
                host);
        var cased = host.replaceFirst(":[0-9]*$", "");
        if (!cased.equals(cased.toLowerCase(Locale.ROOT))) {
            value(AUTHORITY, Code.HOST_CASE, "The host was not signed in lower case.", cased);
        }
    }

    private void port(String authority) {
        int colon = authority.lastIndexOf(':');
        if (colon > authority.indexOf(']')) {
            var without = authority.substring(0, colon);
            value(AUTHORITY, Code.HOST_WITHOUT_PORT, "The port is not the default one and must be signed.", without);
        } else {
            for (var port : List.of(":443", ":80")) {
                value(
                        AUTHORITY,
                        Code.HOST_WITH_PORT,
                        "The default port must be left out of the signature.",
                        authority + port);
            }
        }
    }

    private void contentType() {
        var type = draft.value(TYPE);
        if (type == null) {
            return;
        }
        var why = "Another Content-Type was signed than was sent; libraries like to add a charset.";
        var bare = type.split(";", 2)[0].strip();
        for (var charset :
                List.of("iso-8859-1", "ISO-8859-1", "windows-1252", "us-ascii", "utf-16", "\"utf-8\"", "utf8")) {
            value(TYPE, Code.CONTENT_TYPE, why, bare + "; charset=" + charset);
            value(TYPE, Code.CONTENT_TYPE, why, bare + ";charset=" + charset);
        }
        for (var other : List.of(
                bare,
                bare + "; charset=utf-8",
                bare + "; charset=UTF-8",
                bare + ";charset=utf-8",
                bare + ";charset=UTF-8",
                "application/json",
                "text/plain",
                "text/plain;charset=UTF-8",
                "text/plain; charset=utf-8",
                "application/x-www-form-urlencoded",
                "")) {
            value(TYPE, Code.CONTENT_TYPE, why, other);
        }
    }

    /** A digest in the text that is not the one in the header, although that is the body's. */
    private void digest() {
        var digest = draft.value("content-digest");
        if (digest == null) {
            return;
        }
        for (var variant : BodyVariants.of(request.body())) {
            var other = ContentDigest.of(variant.body());
            edits.add(new Edit("content-digest", variant.mistake(), text -> text.with("content-digest", other)));
        }
    }

    private void parameters(InnerList covered, String label) {
        var written = covered.text();
        value(
                PARAMS,
                Code.LABEL_IN_PARAMS,
                "The line of the parameters begins with the label; it begins with the parenthesis.",
                label + "=" + written);
        add(
                PARAMS,
                Code.PARAMS_MISSING,
                "The last line, \"@signature-params\", is missing.",
                text -> text.without(PARAMS));
        var list = covered.parameters().list();
        for (var parameter : list) {
            var rest = list.stream().filter(other -> !other.equals(parameter)).toList();
            value(
                    PARAMS,
                    Code.SIGNATURE_PARAMS_DIFFER,
                    "The parameter " + parameter.name() + " is in Signature-Input but was not signed.",
                    new InnerList(covered.items(), new Parameters(rest)).text());
        }
        if (list.size() <= MOST_PERMUTED) {
            permute(covered, new ArrayList<>(), list);
        }
    }

    private void permute(InnerList covered, List<Parameters.Parameter> chosen, List<Parameters.Parameter> rest) {
        if (rest.isEmpty()) {
            value(
                    PARAMS,
                    Code.SIGNATURE_PARAMS_ORDER,
                    "The parameters were signed in another order than they have in Signature-Input.",
                    new InnerList(covered.items(), new Parameters(chosen)).text());
            return;
        }
        for (var next : rest) {
            chosen.add(next);
            permute(
                    covered,
                    chosen,
                    rest.stream().filter(other -> !other.equals(next)).toList());
            chosen.remove(chosen.size() - 1);
        }
    }

    private void value(String part, Code code, String explanation, String value) {
        edits.add(Edit.value(part, code, explanation, value));
    }

    private void add(String place, Code code, String explanation, UnaryOperator<Draft> change) {
        edits.add(Edit.of(place, code, explanation, change));
    }
}
