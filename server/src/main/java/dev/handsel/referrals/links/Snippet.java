package dev.handsel.referrals.links;

import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Program.Consent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The script for sites that use {@code ?via=}; all that is filled in are a truth value and a number. */
@Component
class Snippet {

    private final String script;

    Snippet() {
        try {
            script = new ClassPathResource("click.js", Snippet.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String of(Program program) {
        return script.replace("\"{consent}\"", String.valueOf(program.consent() == Consent.REQUIRED))
                .replace("\"{days}\"", String.valueOf(program.attribution().windowDays()));
    }
}
