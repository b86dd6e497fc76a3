package dev.handsel.stripesim.resources;

import dev.handsel.stripesim.params.Param;
import dev.handsel.stripesim.params.Params;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import tools.jackson.databind.node.ObjectNode;

/**
 * One path of the API.
 *
 * @param connected whether it may be called for a connected account
 * @param check what else parameters must be; a refusal leaves no trace under the idempotency key
 */
public record Route(
        String method, List<String> path, Param.Fields table, boolean connected, Handler handler, Check check) {

    /** Refuses parameters that are well-formed and yet not possible now. */
    @FunctionalInterface
    public interface Check {
        void require(Params params);
    }

    /** Answers a request whose parameters passed, while the simulator's lock is held. */
    @FunctionalInterface
    public interface Handler {
        ObjectNode answer(Call call);
    }

    /** The identifiers in the path, the parameters, and the account the request is for. */
    public record Call(List<String> ids, Params params, String account) {
        String id() {
            return ids.getFirst();
        }
    }

    static Route platform(String method, String path, Param.Fields table, Handler handler) {
        return new Route(method, parts(path), table, false, handler, _ -> {});
    }

    static Route any(String method, String path, Param.Fields table, Handler handler) {
        return new Route(method, parts(path), table, true, handler, _ -> {});
    }

    Route checked(Check more) {
        return new Route(method, path, table, connected, handler, more);
    }

    public static List<String> parts(String path) {
        var parts = new ArrayList<String>();
        var tokens = new StringTokenizer(path, "/");
        while (tokens.hasMoreTokens()) {
            parts.add(tokens.nextToken());
        }
        return parts;
    }

    /** The identifiers, if this is the path asked for. */
    public Optional<List<String>> match(String asked, List<String> askedPath) {
        if (!method.equals(asked) || path.size() != askedPath.size()) {
            return Optional.empty();
        }
        var ids = new ArrayList<String>();
        for (int at = 0; at < path.size(); at++) {
            if (path.get(at).equals("{}")) {
                ids.add(askedPath.get(at));
            } else if (!path.get(at).equals(askedPath.get(at))) {
                return Optional.empty();
            }
        }
        return Optional.of(ids);
    }
}
