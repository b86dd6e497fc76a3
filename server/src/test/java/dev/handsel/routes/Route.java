package dev.handsel.routes;

/**
 * One way into the server.
 *
 * @param method such as {@code POST}; {@code ANY} where the server decides by itself, as plain servlets do
 * @param pattern such as {@code /v1/programs/{id}}
 */
record Route(String method, String pattern) implements Comparable<Route> {

    static Route parse(String text) {
        var words = text.strip().split(" +", 2);
        return new Route(words[0], words[1]);
    }

    boolean isTrial() {
        return pattern.contains("trial");
    }

    @Override
    public int compareTo(Route other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
