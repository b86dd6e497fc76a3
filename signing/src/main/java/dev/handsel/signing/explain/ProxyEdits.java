package dev.handsel.signing.explain;

import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.explain.Mistake.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What becomes of a request between the client that signs it and the service that it reaches. */
final class ProxyEdits {

    private static final String METHOD = "@method";
    private static final String PATH = "@path";
    private static final String QUERY = "@query";
    private static final String AUTHORITY = "@authority";
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final List<String> PORTS =
            List.of("8443", "8080", "8000", "3000", "5000", "8081", "9000", "8888", "4443", "80", "443");
    private static final int MOST_SLASHES = 12;
    private static final int MOST_ADDED = 3;

    private ProxyEdits() {}

    static List<Edit> method(String method) {
        return METHODS.stream()
                .filter(other -> !other.equalsIgnoreCase(method))
                .map(other -> Edit.value(METHOD, Code.METHOD_CHANGED, methodChanged(other, method), other))
                .toList();
    }

    static String methodChanged(String signed, String arrived) {
        return "The request was signed as " + signed + " and arrived as " + arrived
                + ": libraries change it when they follow a redirect, and proxies when they ask for HEAD.";
    }

    static List<Edit> path(String path, RequestMessage request) {
        var edits = new ArrayList<Edit>();
        for (var prefix : OnTheWay.prefixes(request, path)) {
            edits.add(Edit.value(PATH, Code.PATH_PREFIX, prefixCut(prefix), prefix + path));
        }
        int start = path.indexOf('/', 1);
        for (int added = 0; added < MOST_ADDED && start > 0; added++, start = path.indexOf('/', start + 1)) {
            edits.add(Edit.value(PATH, Code.PATH_PREFIX, prefixAdded(path.substring(0, start)), path.substring(start)));
        }
        var merged = path.replaceAll("/{2,}", "/");
        edits.add(Edit.value(
                PATH, Code.SLASHES_MERGED, "The path was signed with one slash where several were sent.", merged));
        int slashes = 0;
        for (int at = merged.indexOf('/');
                at >= 0 && slashes < MOST_SLASHES;
                at = merged.indexOf('/', at + 1), slashes++) {
            edits.add(Edit.value(
                    PATH, Code.SLASHES_MERGED, slashesMerged(), merged.substring(0, at) + "/" + merged.substring(at)));
        }
        edits.add(Edit.value(PATH, Code.SLASHES_MERGED, slashesMerged(), merged.replace("/", "//")));
        for (var other : Percent.recoded(path)) {
            edits.add(Edit.value(PATH, Code.PATH_RECODED, pathRecoded(), other));
        }
        return edits;
    }

    static String prefixCut(String prefix) {
        return "The path was signed with " + prefix
                + " before it, which something on the way takes away: the service has to"
                + " be told the name and path by which it is known (HANDSEL_ACCEPTED_AUTHORITIES, such as example.com/api).";
    }

    static String prefixAdded(String prefix) {
        return "The path was signed without " + prefix + ", which something on the way puts before it.";
    }

    static String slashesMerged() {
        return "The path was signed with two slashes in a row, which something on the way merges; write one.";
    }

    static String pathRecoded() {
        return "Characters of the path were encoded in one way when it was signed and in another when it was sent.";
    }

    static List<Edit> query(String query) {
        var edits = new ArrayList<Edit>();
        for (var other : Percent.recoded(query)) {
            var why =
                    "Characters of the query were encoded in one way when it was signed and in another when it was sent.";
            edits.add(Edit.value(QUERY, Code.QUERY_RECODED, why, other));
        }
        if (query.length() > 1) {
            for (var order : Orders.of(Arrays.asList(query.substring(1).split("&", -1)))) {
                edits.add(Edit.value(QUERY, Code.QUERY_REORDERED, queryReordered(), "?" + String.join("&", order)));
            }
        }
        return edits;
    }

    static String queryReordered() {
        return "The parameters of the query were signed in another order than they arrived in; nothing may sort them.";
    }

    static List<Edit> authority(String authority, RequestMessage request) {
        var edits = new ArrayList<Edit>();
        int colon = authority.lastIndexOf(':');
        boolean port = colon > authority.indexOf(']');
        for (var host : OnTheWay.hosts(request)) {
            var other = host.toLowerCase(Locale.ROOT);
            edits.add(Edit.value(AUTHORITY, Code.HOST_CHANGED, hostChanged(other), other));
            edits.add(
                    Edit.value(AUTHORITY, Code.HOST_CHANGED, hostChanged(other), other.replaceFirst(":(80|443)$", "")));
        }
        for (var host : List.of("localhost", "127.0.0.1", "[::1]")) {
            var other = port ? host + authority.substring(colon) : host;
            edits.add(Edit.value(AUTHORITY, Code.HOST_CHANGED, hostChanged(other), other));
        }
        for (var number : PORTS) {
            var bare = port ? authority.substring(0, colon) : authority;
            var code = port ? Code.HOST_CHANGED : Code.PORT_DROPPED;
            var other = bare + ":" + number;
            edits.add(Edit.value(AUTHORITY, code, port ? hostChanged(other) : portDropped(number), other));
        }
        return edits;
    }

    static String hostChanged(String signed) {
        return "The request was signed for " + signed
                + " and arrived for another host: a proxy has changed Host. Let it hand"
                + " on what the client sends, or tell the service its name (HANDSEL_ACCEPTED_AUTHORITIES).";
    }

    static String portDropped(String port) {
        return "The host was signed with port " + port
                + ", which something on the way drops; let it hand on Host as it is ($http_host"
                + " in nginx, not $host).";
    }
}
