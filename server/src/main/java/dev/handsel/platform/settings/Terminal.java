package dev.handsel.platform.settings;

/** Whether somebody sits before this process. What only that person may see goes nowhere else. */
public final class Terminal {

    private Terminal() {}

    /** Whether standard input and output are a terminal, and neither a file, a pipe nor a service's log. */
    @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where nobody sits
    public static boolean isThere() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
