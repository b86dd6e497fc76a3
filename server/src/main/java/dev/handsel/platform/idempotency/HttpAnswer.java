package dev.handsel.platform.idempotency;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An answer that is complete before any of it is sent. */
sealed interface HttpAnswer permits BufferedResponse, StoredAnswer {

    void sendTo(HttpServletResponse response) throws IOException;
}
