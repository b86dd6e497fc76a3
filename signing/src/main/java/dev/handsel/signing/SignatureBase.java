package dev.handsel.signing;

import dev.handsel.signing.fields.AsciiText;
import dev.handsel.signing.fields.BareItem;
import dev.handsel.signing.fields.InnerList;
import dev.handsel.signing.fields.Item;
import java.util.Locale;

/**
 * The bytes that are signed (RFC 9421, section 2.5): a line for each covered component, then the parameters. Components
 * with parameters of their own, and derived ones that concern responses, are not supported.
 */
public final class SignatureBase {

    private static final int USUAL_LENGTH = 512;

    private SignatureBase() {}

    /**
     * The text for this request, as the signature covers it. Components that the request does not have or that are not
     * supported are refused as {@link Refusal#COVERAGE_UNSUPPORTED}, values that cannot stand on a line as
     * {@link Refusal#HEADER_MALFORMED}. The target is taken as it is: whoever has it from somebody else asks
     * {@link CanonicalPath} first.
     */
    public static String of(InnerList covered, RequestMessage request) {
        return of(covered, request, Authority.of(request), request.target());
    }

    /** The same where the service goes by another authority and path than those that arrived. */
    public static String of(InnerList covered, RequestMessage request, String authority, String target) {
        return text(covered, request, authority, target).toString();
    }

    /** The same as bytes. */
    public static AsciiText text(InnerList covered, RequestMessage request, String authority, String target) {
        var base = new AsciiText(USUAL_LENGTH);
        for (int i = 0; i < covered.items().size(); i++) {
            var item = covered.items().get(i);
            item.appendTo(base);
            base.append(": ");
            append(base, item, request, authority, target);
            base.append('\n');
        }
        base.append("\"@signature-params\": ");
        covered.appendTo(base);
        return base;
    }

    private static void append(AsciiText base, Item item, RequestMessage request, String authority, String target) {
        var name = name(item);
        if (!item.parameters().isEmpty()) {
            throw unsupported(name);
        }
        if (!name.startsWith("@")) {
            appendField(base, name, request);
            return;
        }
        int query = target.indexOf('?');
        switch (name) {
            case "@method" -> base.append(method(request));
            case "@authority" -> base.append(authority);
            case "@path" -> base.append(target, 0, query < 0 ? target.length() : query);
            // Section 2.2.7: an absent query is signed as a lone question mark.
            case "@query" -> base.append(query < 0 ? "?" : target, Math.max(query, 0), query < 0 ? 1 : target.length());
            case "@scheme" -> base.append(request.scheme().toLowerCase(Locale.ROOT));
            case "@request-target" -> base.append(target);
            case "@target-uri" ->
                base.append(request.scheme().toLowerCase(Locale.ROOT))
                        .append("://")
                        .append(authority)
                        .append(target);
            default -> throw unsupported(name);
        }
    }

    /** The name of a covered component; anything but a string is refused as {@link Refusal#HEADER_MALFORMED}. */
    public static String name(Item item) {
        if (item.value() instanceof BareItem.Text text) {
            return text.value();
        }
        throw Refusal.HEADER_MALFORMED.because("The names of covered components are strings.");
    }

    private static RejectedException unsupported(String name) {
        return Refusal.COVERAGE_UNSUPPORTED.because("The component " + name + " cannot be checked.");
    }

    private static String method(RequestMessage request) {
        var method = request.method();
        for (int i = 0; i < method.length(); i++) {
            if (method.charAt(i) <= ' ' || method.charAt(i) >= 127) {
                throw Refusal.HEADER_MALFORMED.because("The method is not one.");
            }
        }
        return method;
    }

    /** Section 2.1: the lines without surrounding whitespace, joined by commas. */
    private static void appendField(AsciiText base, String name, RequestMessage request) {
        var lines = request.header(name);
        if (lines.isEmpty()) {
            throw Refusal.COVERAGE_UNSUPPORTED.because("The request has no header " + name + ", which is covered.");
        }
        for (int i = 0; i < lines.size(); i++) {
            base.append(i == 0 ? "" : ", ").append(Headers.clean(name, lines.get(i)));
        }
    }
}
