package dev.handsel.platform.problems;

import dev.handsel.platform.http.BrowserRules;
import dev.handsel.platform.http.ContentPolicy;
import dev.handsel.platform.http.RequestPaths;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A page on which the API can be read and tried; everything that it loads comes from this server. */
@Hidden
@RestController
class Explorer {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Handsel API</title>
              <link rel="stylesheet" href="/webjars/swagger-ui/swagger-ui.css">
            </head>
            <body>
              <p id="who"><a href="/">Handsel</a> <a id="sign-in" href="/account/explorer">Sign in to try calls as yourself</a></p>
              <div id="explorer"><noscript>This page needs JavaScript; the description itself is at
                <a href="/v1/openapi.json">/v1/openapi.json</a>.</noscript></div>
              <script src="/webjars/swagger-ui/swagger-ui-bundle.js"></script>
              <script src="/assets/explorer.js"></script>
            </body>
            </html>
            """;

    /** The page sets styles by script, which shows nothing that is not there anyway; scripts come from this server alone. */
    @Configuration(proxyBeanMethods = false)
    static class Rules {

        @Bean
        ContentPolicy explorerContent() {
            return new ContentPolicy(
                    RequestPaths.any("/explorer"),
                    BrowserRules.policy("style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:;"
                            + " font-src 'self' data:; connect-src 'self'; form-action 'none'"));
        }
    }

    @GetMapping("/explorer")
    ResponseEntity<String> page() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(PAGE);
    }
}
