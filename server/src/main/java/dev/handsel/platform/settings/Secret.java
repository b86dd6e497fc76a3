package dev.handsel.platform.settings;

/** A text that must not reach a log: only {@link #value()} shows it. */
public record Secret(String value) {

    @Override
    public String toString() {
        return "(hidden)";
    }
}
