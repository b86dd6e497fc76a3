package dev.handsel.signing.explain;

import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.RequestUrl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What proxies say of a request in the headers that they add: which host and which path it had before. */
final class OnTheWay {

    private static final Pattern FORWARDED_HOST = Pattern.compile("(?i)host=\"?([^\";,\\s]+)");
    private static final List<String> HOSTS = List.of("x-forwarded-host", "x-original-host", "x-host");
    private static final List<String> PREFIXES = List.of("x-forwarded-prefix", "x-forwarded-path", "x-script-name");
    private static final List<String> TARGETS =
            List.of("x-original-uri", "x-forwarded-uri", "x-original-url", "x-envoy-original-path", "x-rewrite-url");

    /** What services are mounted below most often. */
    private static final List<String> USUAL_PREFIXES =
            List.of("/api", "/handsel", "/v1", "/v2", "/api/v1", "/app", "/service", "/backend");

    private OnTheWay() {}

    /** Hosts by which the client may know the service. */
    static Set<String> hosts(RequestMessage request) {
        var hosts = new LinkedHashSet<String>();
        for (var name : HOSTS) {
            request.header(name)
                    .forEach(line -> hosts.addAll(List.of(line.strip().split("\\s*,\\s*"))));
        }
        for (var line : request.header("forwarded")) {
            var matcher = FORWARDED_HOST.matcher(line);
            while (matcher.find()) {
                hosts.add(matcher.group(1));
            }
        }
        urls(request).forEach(url -> hosts.add(url.authority()));
        return hosts;
    }

    /** What may have stood before the path. */
    static Set<String> prefixes(RequestMessage request, String path) {
        var prefixes = new LinkedHashSet<String>();
        for (var name : PREFIXES) {
            request.header(name).forEach(line -> prefixes.add(line.strip().replaceFirst("/+$", "")));
        }
        for (var target : targets(request)) {
            var before = target.split("\\?", 2)[0];
            if (before.length() > path.length() && before.endsWith(path)) {
                prefixes.add(before.substring(0, before.length() - path.length()));
            }
        }
        prefixes.addAll(USUAL_PREFIXES);
        prefixes.remove("");
        return prefixes;
    }

    private static List<String> targets(RequestMessage request) {
        var targets = new ArrayList<String>();
        for (var name : TARGETS) {
            request.header(name).stream().filter(line -> line.startsWith("/")).forEach(targets::add);
        }
        urls(request).forEach(url -> targets.add(url.target()));
        return targets;
    }

    private static List<RequestUrl> urls(RequestMessage request) {
        var urls = new ArrayList<RequestUrl>();
        for (var name : TARGETS) {
            for (var line : request.header(name)) {
                try {
                    urls.add(RequestUrl.parse(line.strip()));
                } catch (IllegalArgumentException other) {
                    // A path alone, or nothing that could be signed.
                }
            }
        }
        return urls;
    }
}
