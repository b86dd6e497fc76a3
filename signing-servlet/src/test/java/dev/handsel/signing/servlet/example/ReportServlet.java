package dev.handsel.signing.servlet.example;

import dev.handsel.signing.servlet.SignatureFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes reports of devices. */
final class ReportServlet extends HttpServlet {

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var keyId = SignatureFilter.holder(request, String.class);
        var report = request.getInputStream().readAllBytes(); // read and verified already, and can be read again
        response.getWriter().println(report.length + " bytes of " + keyId);
    }
}
