package dev.handsel.operation.beside;

import dev.handsel.platform.postgres.CommandPass;
import dev.handsel.platform.settings.OperatorErrors;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the orders of commands on this machine, which show the pass that only the server's account can read. For everybody
 * else, with another pass or none, there is nothing here: the request goes the way of any other.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
class CommandFilter extends OncePerRequestFilter {

    static final String IMPORT = "/commands/import";
    static final String PASS = "Handsel-Command-Pass";

    private static final Logger log = LoggerFactory.getLogger(CommandFilter.class);

    private final CommandPass pass;
    private final ImportJob imports;
    private volatile boolean closing;

    CommandFilter(CommandPass pass, ImportJob imports) {
        this.pass = pass;
        this.imports = imports;
    }

    /** An import ends after its batch then; the same command goes on with it later. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!request.getRequestURI().equals(IMPORT) || !pass.isShown(request.getHeader(PASS))) {
            chain.doFilter(request, response);
            return;
        }
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        var out = response.getWriter();
        out.flush();
        say(out, ending(order(request), out));
    }

    private static ImportOrder order(HttpServletRequest request) {
        return new ImportOrder(
                Path.of(request.getParameter("file")),
                request.getParameter("program"),
                Boolean.parseBoolean(request.getParameter("drive_clock")));
    }

    private Said ending(ImportOrder order, PrintWriter out) {
        try {
            // Nobody reads on once the command was interrupted; that shows when something is written.
            return new Said.Ended(imports.run(order, () -> closing || out.checkError(), said -> say(out, said)));
        } catch (CalledWrongly wrong) {
            return new Said.Wrong(wrong.sentence());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Said.Failed("The server was told to stop; the same command goes on from here.");
        } catch (RuntimeException e) {
            var sentences = OperatorErrors.sentences(e);
            if (sentences.isEmpty()) {
                log.error("an import failed", e);
            }
            return new Said.Failed(
                    sentences.isEmpty() ? "The server failed; its log says at what." : String.join(" ", sentences));
        }
    }

    private static void say(PrintWriter out, Said said) {
        out.print(said.line() + "\n");
        out.flush();
    }
}
