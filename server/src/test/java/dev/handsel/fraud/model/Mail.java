package dev.handsel.fraud.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A mail address as it is compared: the mailbox, its letters alone, its domain. */
record Mail(String box, String stem, String domain) {

    private static final Map<String, String> SAME = Map.of(
            "googlemail.com",
            "gmail.com",
            "protonmail.com",
            "proton.me",
            "pm.me",
            "proton.me",
            "me.com",
            "icloud.com",
            "mac.com",
            "icloud.com");
    private static final Set<String> DOTLESS = Set.of("gmail.com");

    static Mail of(String raw) {
        var text = Normalizer.normalize(raw, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
        int at = text.lastIndexOf('@');
        var local = text.substring(0, at);
        var domain = SAME.getOrDefault(text.substring(at + 1), text.substring(at + 1));
        int plus = local.indexOf('+');
        local = plus > 0 ? local.substring(0, plus) : local;
        var box = DOTLESS.contains(domain) ? local.replace(".", "") : local;
        return new Mail(box + "@" + domain, local.replaceAll("[^\\p{L}]", ""), domain);
    }
}
