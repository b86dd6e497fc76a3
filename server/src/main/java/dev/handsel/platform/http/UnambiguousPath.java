package dev.handsel.platform.http;

import dev.handsel.signing.CanonicalPath;
import dev.handsel.signing.Refusal;
import dev.handsel.signing.RejectedException;
import java.util.regex.Pattern;

/**
 * The one rule for paths: of this server's own requests, of those that it verifies for others, and of those that proxies ask
 * about. Beyond {@link CanonicalPath} it refuses what only some programs decode, because the next one on the way may be
 * another: encoded slashes, what is encoded twice or is no UTF-8, and dots that are segments once something beside them is
 * dropped.
 */
public final class UnambiguousPath {

    private static final Pattern ENCODES_NOTHING = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern SLASH = Pattern.compile("%(2f|5c)", Pattern.CASE_INSENSITIVE);

    /** A dot, a slash or a backslash behind encoded percent signs. */
    private static final Pattern TWICE = Pattern.compile("%(25)+(2e|2f|5c)", Pattern.CASE_INSENSITIVE);

    /** ASCII in more bytes than it needs, which lenient decoders take for a dot or a slash. */
    private static final Pattern OVERLONG = Pattern.compile(
            "%(c[01]%[89ab][0-9a-f]|e0%[89][0-9a-f]%[89ab][0-9a-f]|f0%8[0-9a-f]%[89ab][0-9a-f])",
            Pattern.CASE_INSENSITIVE);

    /** One or two dots beside encoded blanks, which file systems drop. */
    private static final Pattern DOTS =
            Pattern.compile("/(%20)*(\\.|%2e)(%20)*((\\.|%2e)(%20)*)?(?=/|;|%3b|$)", Pattern.CASE_INSENSITIVE);

    private UnambiguousPath() {}

    /**
     * Refuses, by {@link Refusal#PATH_NOT_CANONICAL}, a target of which two programs could read two paths.
     *
     * @param target path and query as in the request line; of the query only characters are looked at
     */
    public static void require(String target) {
        CanonicalPath.require(target);
        int query = target.indexOf('?');
        var path = query < 0 ? target : target.substring(0, query);
        if (path.indexOf('%') < 0) {
            return;
        }
        refuse(ENCODES_NOTHING, path, "holds a percent sign that encodes nothing");
        refuse(SLASH, path, "holds an encoded slash or backslash");
        refuse(TWICE, path, "holds a dot or a slash that is encoded twice");
        refuse(OVERLONG, path, "holds a character in more bytes than it has in UTF-8");
        refuse(DOTS, path, "holds a dot segment with blanks");
    }

    private static void refuse(Pattern form, String path, String why) {
        if (form.matcher(path).find()) {
            throw new RejectedException(Refusal.PATH_NOT_CANONICAL, "The path " + why + ".");
        }
    }
}
