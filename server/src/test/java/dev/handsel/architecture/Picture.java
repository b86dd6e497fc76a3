package dev.handsel.architecture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Draws wings as boxes, those that use others above them. Of the arrows only those are drawn that do not follow from others, so that
 * the picture changes when the layout does and not with each import.
 */
final class Picture {

    private static final int WIDTH = 178;
    private static final int GAP = 22;
    private static final int BETWEEN = 46;
    private static final int LINE = 16;
    private static final int HEAD = 30;
    private static final int LETTERS = 25;
    private static final int MARGIN = 12;

    private static final String STYLE = """
            <style>
              text { font: 12px system-ui, sans-serif; fill: #24292f; }
              .name { font-weight: 600; font-size: 14px; }
              rect { fill: #f6f8fa; stroke: #57606a; }
              path { fill: none; stroke: #57606a; }
              marker path { fill: #57606a; }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3; }
                rect { fill: #161b22; stroke: #8b949e; }
                path { stroke: #8b949e; }
                marker path { fill: #8b949e; }
              }
            </style>
            <defs><marker id="head" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto"><path d="M0,0 L8,4 L0,8 z"/></marker></defs>
            """;

    private final List<String> wings;
    private final Map<String, Set<String>> arrows;
    private final Map<String, List<String>> texts = new HashMap<>();
    private final Map<String, Integer> rows = new TreeMap<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<Integer, Integer> heights = new HashMap<>();

    private Picture(Map<String, List<String>> modules, Map<String, Set<String>> uses) {
        wings = List.copyOf(modules.keySet());
        arrows = reduced(uses);
        modules.forEach((wing, names) -> texts.put(wing, wrapped(names)));
        int highest = wings.stream().mapToInt(this::height).max().orElse(0);
        wings.forEach(wing -> rows.put(wing, highest - height(wing)));
        for (int row = 0; row <= lowest(); row++) {
            setColumns(row);
        }
        texts.forEach((wing, lines) -> heights.merge(at(rows, wing), HEAD + LINE * lines.size(), Math::max));
    }

    /**
     * The picture as SVG.
     *
     * @param modules the modules of each wing, the wings from the ground up
     * @param uses which wings each wing uses
     */
    static String of(Map<String, List<String>> modules, Map<String, Set<String>> uses) {
        return new Picture(modules, uses).svg();
    }

    /** The uses without those that another wing between the two brings along. */
    static Map<String, Set<String>> reduced(Map<String, Set<String>> uses) {
        var kept = new TreeMap<String, Set<String>>();
        uses.forEach((wing, used) -> {
            var direct = new TreeSet<>(used);
            used.forEach(other -> direct.removeAll(reached(other, uses)));
            kept.put(wing, direct);
        });
        return kept;
    }

    private static Set<String> reached(String wing, Map<String, Set<String>> uses) {
        var all = new TreeSet<String>();
        for (var next : uses.getOrDefault(wing, Set.of())) {
            all.add(next);
            all.addAll(reached(next, uses));
        }
        return all;
    }

    /** A wing stands right above the highest of those that it uses. */
    private int height(String wing) {
        return at(arrows, wing).stream()
                .mapToInt(other -> height(other) + 1)
                .max()
                .orElse(0);
    }

    /** In each row the wing that most others use stands in the middle column; others with arrows from far above left of it. */
    private void setColumns(int row) {
        var here = wings.stream()
                .filter(wing -> at(rows, wing) == row)
                .sorted(Comparator.comparing(this::isFarBelow).thenComparing(this::users, Comparator.reverseOrder()))
                .toList();
        int right = 1;
        int left = 0;
        for (var wing : here) {
            columns.put(wing, right > 1 && isFarBelow(wing) ? left-- : right++);
        }
    }

    private boolean isFarBelow(String wing) {
        return wings.stream().anyMatch(other -> at(arrows, other).contains(wing) && isFar(other, wing));
    }

    private boolean isFar(String from, String to) {
        return at(rows, to) - at(rows, from) > 1;
    }

    private long users(String wing) {
        return wings.stream().filter(other -> at(arrows, other).contains(wing)).count();
    }

    private int lowest() {
        return rows.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private static List<String> wrapped(List<String> names) {
        var lines = new ArrayList<String>();
        var line = "";
        for (var name : names) {
            if (line.length() + name.length() + 2 > LETTERS) {
                lines.add(line + ",");
                line = "";
            }
            line += (line.isEmpty() ? "" : ", ") + name;
        }
        lines.add(line);
        return lines;
    }

    private String svg() {
        int width = 2 * MARGIN + columns() * (WIDTH + GAP) - GAP;
        int height = top(lowest()) + at(heights, lowest()) + MARGIN;
        var text = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n"
                .formatted(width, height));
        text.append("<title>The wings of the server and what each uses</title>\n")
                .append(STYLE);
        arrows.forEach((wing, used) -> used.forEach(other -> text.append(arrow(wing, other))));
        wings.reversed().forEach(wing -> text.append(box(wing)));
        return text.append("</svg>\n").toString();
    }

    private String box(String wing) {
        int left = left(wing);
        int top = top(at(rows, wing));
        var lines = new StringBuilder();
        int y = top + HEAD + 8;
        for (var line : at(texts, wing)) {
            lines.append("<text x=\"%d\" y=\"%d\">%s</text>\n".formatted(left + 10, y, line));
            y += LINE;
        }
        return "<rect rx=\"6\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>\n%s"
                .formatted(left, top, WIDTH, at(heights, at(rows, wing)), left + 10, top + 20, wing, lines);
    }

    /** Straight down to the next row; further down beside the columns, or above what is used. */
    private String arrow(String from, String to) {
        int x = middle(from);
        int bottom = top(at(rows, from)) + at(heights, at(rows, from));
        int side = bottom - LINE;
        var way = "M%d,%d L%d,%d".formatted(x, bottom, middle(to), top(at(rows, to)));
        if (isFar(from, to)) {
            int gutter = left(from) + WIDTH + GAP / 2;
            way = at(columns, from).equals(at(columns, to))
                    ? "M%d,%d H%d V%d H%d"
                            .formatted(left(from) + WIDTH, side, gutter, top(at(rows, to)) + LINE, left(to) + WIDTH)
                    : "M%d,%d H%d V%d".formatted(x, side, middle(to), top(at(rows, to)));
        }
        return "<path marker-end=\"url(#head)\" d=\"%s\"/>\n".formatted(way);
    }

    private int middle(String wing) {
        return left(wing) + WIDTH / 2;
    }

    private int left(String wing) {
        return MARGIN + (at(columns, wing) - leftmost()) * (WIDTH + GAP);
    }

    private int leftmost() {
        return columns.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    }

    private int columns() {
        return 1 + columns.values().stream().mapToInt(Integer::intValue).max().orElse(0) - leftmost();
    }

    private int top(int row) {
        int y = MARGIN;
        for (int above = 0; above < row; above++) {
            y += at(heights, above) + BETWEEN;
        }
        return y;
    }

    private static <K, V> V at(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key));
    }
}
