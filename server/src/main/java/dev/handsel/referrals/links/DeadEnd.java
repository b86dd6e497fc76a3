package dev.handsel.referrals.links;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;

/** The page (404) for whoever followed a link of a programme that is not here: nothing of the request stands in it. */
final class DeadEnd {

    private final byte[] page;

    DeadEnd() {
        try {
            page = new ClassPathResource("dead-end.html", DeadEnd.class).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void show(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }
}
