package dev.handsel.referrals.links;

import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Program.Consent;
import dev.handsel.programs.terms.Program.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The script for sites that use {@code ?via=}; all that is filled in are truth values, a number, and names of letters, digits,
 * dots, hyphens and underscores. It is served without its comments and indents.
 */
@Component
class Snippet {

    private final CookieAges ages;
    private final String script;

    Snippet(CookieAges ages) {
        this.ages = ages;
        try {
            var text = new ClassPathResource("click.js", Snippet.class).getContentAsString(StandardCharsets.UTF_8);
            script = text.replaceAll("(?m)^\\s*//.*\n", "").replaceAll("(?m)^\\s+", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String of(Program program) {
        var tracking = program.tracking();
        boolean first = program.attribution().model() == Model.FIRST_CLICK;
        return script.replace("\"{consent}\"", String.valueOf(program.consent() == Consent.REQUIRED))
                .replace("\"{first}\"", String.valueOf(first))
                .replace("{slug}", program.slug())
                .replace(
                        "{domain}", Optional.ofNullable(tracking.cookieDomain()).orElse(""))
                .replace("{via}", tracking.viaParameter())
                .replace("{click_id}", tracking.clickIdParameter())
                .replace("\"{days}\"", String.valueOf(ages.of(program).toDays()));
    }
}
