package dev.handsel.platform.problems;

import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A page on which the API can be read and tried; everything that it loads comes from this server. */
@Hidden
@RestController
class Explorer {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";

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
              <div id="explorer"><noscript>This page needs JavaScript; the description itself is at
                <a href="/v1/openapi.json">/v1/openapi.json</a>.</noscript></div>
              <script src="/webjars/swagger-ui/swagger-ui-bundle.js"></script>
              <script src="/assets/explorer.js"></script>
            </body>
            </html>
            """;

    @GetMapping("/explorer")
    ResponseEntity<String> page() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .body(PAGE);
    }
}
