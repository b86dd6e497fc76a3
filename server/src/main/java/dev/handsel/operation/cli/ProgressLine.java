package dev.handsel.operation.cli;

import dev.handsel.platform.settings.Terminal;
import java.io.PrintWriter;

/** Shows how far a command is: a line that changes on a terminal, elsewhere a new line every few seconds. */
final class ProgressLine {

    private static final int WIDTH = 30;
    private static final long TERMINAL_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 5_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private long shown = System.nanoTime();
    private boolean open;

    private ProgressLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static ProgressLine on(PrintWriter out) {
        return new ProgressLine(out, Terminal.isThere());
    }

    /** Shows a bar, of which {@code fraction} from 0 to 1 is full, and the text. */
    void show(double fraction, String text) {
        int full = (int) Math.round(fraction * WIDTH);
        show(terminal ? "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + text : text);
    }

    /** Shows the text, unless something was shown a moment ago. */
    void show(String text) {
        long now = System.nanoTime();
        if (now - shown < (terminal ? TERMINAL_NANOS : LINE_NANOS)) {
            return;
        }
        shown = now;
        if (terminal) {
            out.print("\r" + text + "  ");
            open = true;
        } else {
            out.println(text);
        }
        out.flush();
    }

    /** Leaves the line. */
    void end() {
        if (open) {
            out.println();
            out.flush();
            open = false;
        }
    }
}
