package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.Browser;
import dev.handsel.testing.HandselProcess;
import dev.handsel.testing.Outside;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does in a browser who has just started the server for the first time. */
class FirstSignInTest {

    private static final String PASSWORD = "correct horse, battery and staple";

    @TempDir
    Path folder;

    @Test
    void the_link_makes_an_owner_who_signs_in() {
        try (var browser = Browser.open("setting up and signing in");
                var server = HandselProcess.server(folder.resolve("data"), 0, Map.of())) {
            browser.visit(link(Outside.text(folder.resolve("data/setup-link.txt"))));
            browser.type("E-mail", "owner@example.com");
            browser.type("Password", PASSWORD);
            browser.press("Set the password");
            browser.type("E-mail", "owner@example.com");
            browser.type("Password", PASSWORD);
            browser.press("Sign in");

            browser.awaitText("You are signed in");
            assertThat(browser.text()).contains("owner@example.com", "owner");
            assertThat(server.output()).doesNotContain("/setup?");
            browser.press("Explorer");
            browser.awaitText("/v1/programs");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static String link(String said) {
        var link = Pattern.compile("http://\\S+/setup\\S*").matcher(said);
        assertThat(link.find()).as(said).isTrue();
        return link.group();
    }
}
