package dev.handsel.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Shows how far a command is: a bar that moves on a terminal, elsewhere a line every few seconds. */
final class ProgressBar {

    private static final int WIDTH = 30;
    private static final long TERMINAL_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 5_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private final long started = System.nanoTime();
    private long shown = started;
    private boolean open;

    private ProgressBar(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where nobody sits
    static ProgressBar on(PrintWriter out) {
        var console = System.console();
        return new ProgressBar(out, console != null && console.isTerminal());
    }

    /** Shows it, unless it was shown a moment ago. */
    void show(double fraction, long events) {
        long now = System.nanoTime();
        if (now - shown < (terminal ? TERMINAL_NANOS : LINE_NANOS)) {
            return;
        }
        shown = now;
        double seconds = (now - started) / 1e9;
        var text =
                String.format(Locale.ROOT, "%3.0f %%  %,d events  %,.0f/s", fraction * 100, events, events / seconds);
        if (terminal) {
            int full = (int) Math.round(fraction * WIDTH);
            out.print("\r[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + text + "  ");
            open = true;
        } else {
            out.println(text);
        }
        out.flush();
    }

    /** Leaves the line of the bar. */
    void end() {
        if (open) {
            out.println();
            out.flush();
        }
    }
}
