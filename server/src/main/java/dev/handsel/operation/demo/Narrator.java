package dev.handsel.operation.demo;

import java.io.PrintWriter;
import java.math.BigDecimal;

/** Tells the story in numbered chapters. */
final class Narrator {

    private final PrintWriter out;
    private int chapter;

    Narrator(PrintWriter out) {
        this.out = out;
    }

    void chapter(String title) {
        chapter++;
        out.printf("%n%2d. %s%n", chapter, title);
        out.flush();
    }

    void say(String sentence) {
        out.println("    " + sentence);
        out.flush();
    }

    /** Minor units of US dollars as people write them. */
    static String dollars(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString() + " USD";
    }
}
