package dev.handsel.identity.access;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import java.util.List;
import java.util.Locale;

/**
 * Which passwords may be chosen: 12 to 200 characters, and none that is guessed within 10^8 tries by somebody who knows the
 * common passwords, words, keyboards, dates and the person's e-mail. No kinds of characters are asked for (NIST SP 800-63B).
 */
final class PasswordRules {

    static final int SHORTEST = 12;
    static final int LONGEST = 200;

    /** The library's measure: 3 is 10^8 guesses or more. */
    private static final int HARD_ENOUGH = 3;

    /** What is looked at: the time that a longer text takes grows faster than its length. */
    private static final int MEASURED = 100;

    private static final Zxcvbn GUESSES = new Zxcvbn();

    private PasswordRules() {}

    /**
     * Refuses (400) a password that may not be chosen by the person with this e-mail.
     *
     * @param pointer where the password stands in the request
     */
    static void require(String password, String email, String pointer) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw refused(pointer, "length", "A password has 12 to 200 characters.");
        }
        var known = List.of(email, email.split("@", 2)[0].toLowerCase(Locale.ROOT), "handsel");
        var measured = password.substring(0, Math.min(password.length(), MEASURED));
        if (GUESSES.measure(measured, known).getScore() < HARD_ENOUGH) {
            throw refused(
                    pointer,
                    "too_common",
                    "This password is among the first that others guess. Take several unrelated words.");
        }
    }

    private static Refused refused(String pointer, String code, String message) {
        return Refused.invalid(List.of(new Fault(pointer, code, message)));
    }
}
