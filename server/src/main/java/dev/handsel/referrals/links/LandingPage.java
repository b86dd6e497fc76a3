package dev.handsel.referrals.links;

import dev.handsel.base.addresses.WebAddress;
import dev.handsel.programs.terms.Tracking;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The address that a visitor is sent to. Scheme, host and port are always those of the landing page; what the visitor
 * brings can only add to its path and its query.
 */
final class LandingPage {

    /** Segments of what RFC 3986 allows, none of them empty; what is encoded is looked at decoded. */
    private static final Pattern PATH = Pattern.compile("(?:/(?:[A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2})+)+/?");

    private static final Pattern HARMLESS = Pattern.compile("[^/\\\\%\\p{Cntrl}\\x{FFFD}]+");
    private static final int LONGEST = 2000;

    private LandingPage() {}

    /** Who sent the visitor and by which click, in the parameters of the programme. */
    record Credit(Tracking names, String code, String clickId) {

        private Set<String> ours() {
            return Set.of(names.viaParameter(), names.clickIdParameter());
        }
    }

    /**
     * The landing page with what the visitor brings.
     *
     * @param path what follows the code, as it was sent; ignored unless it is canonical
     * @param query what follows the question mark, as it was sent; where it names what the landing page names, it counts
     */
    static String of(WebAddress landing, String path, @Nullable String query, Credit credit) {
        var uri = landing.uri();
        var parameters = new LinkedHashSet<String>();
        var brought = query == null || query.length() > LONGEST ? null : query;
        parameters.addAll(merged(uri.getRawQuery(), brought, credit.ours()));
        parameters.add(credit.names().viaParameter() + "=" + credit.code());
        parameters.add(credit.names().clickIdParameter() + "=" + credit.clickId());
        return uri.getScheme() + "://" + uri.getRawAuthority() + path(uri, path) + "?" + String.join("&", parameters)
                + (uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment());
    }

    private static String path(URI landing, String path) {
        var base = landing.getRawPath() == null ? "" : landing.getRawPath();
        if (!isCanonical(path)) {
            return base.isEmpty() ? "/" : base;
        }
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    private static boolean isCanonical(String path) {
        return path.length() <= LONGEST
                && PATH.matcher(path).matches()
                && Arrays.stream(path.substring(1).split("/")).allMatch(LandingPage::isPlain);
    }

    /** No segment that means another folder, and none that decodes into two. */
    private static boolean isPlain(String segment) {
        var decoded = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        return !decoded.equals(".")
                && !decoded.equals("..")
                && HARMLESS.matcher(decoded).matches();
    }

    /** The parameters of the landing page, save those that the visitor brings, and then these; none that are ours. */
    private static List<String> merged(@Nullable String landing, @Nullable String brought, Set<String> ours) {
        var own = named(landing);
        var others = named(brought);
        own.keySet().removeAll(others.keySet());
        return Stream.of(own, others)
                .flatMap(parameters -> parameters.entrySet().stream())
                .filter(parameter -> !ours.contains(parameter.getKey()))
                .flatMap(parameter -> parameter.getValue().stream())
                .toList();
    }

    private static Map<String, List<String>> named(@Nullable String query) {
        var named = new LinkedHashMap<String, List<String>>();
        Optional.ofNullable(query).stream()
                .flatMap(text -> Arrays.stream(text.split("&")))
                .filter(parameter -> !parameter.isEmpty())
                .map(LandingPage::encoded)
                .forEach(parameter -> named.merge(
                        name(parameter),
                        List.of(parameter),
                        (before, more) ->
                                Stream.concat(before.stream(), more.stream()).toList()));
        return named;
    }

    private static String name(String parameter) {
        return URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8);
    }

    /** The parameter in the characters that RFC 3986 allows in a query, whatever the browser left as it was. */
    private static String encoded(String parameter) {
        var text = new StringBuilder();
        for (byte octet : parameter.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~!$'()*+,;=:@/?%".indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append("%%%02X".formatted((int) c));
            }
        }
        return text.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    }
}
