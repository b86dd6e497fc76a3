package dev.handsel.platform.problems;

import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.http.parser.HttpParser;

/**
 * HTTP/1.1 as Tomcat speaks it, for clients that finish what they begin: a request whose headers, or whose body, take too long
 * to arrive is refused (408) and its connection cut, however steadily single bytes drip in. Tomcat makes it by its name.
 */
public final class PromptProtocol extends Http11NioProtocol {

    private final HttpParser parser = new ForgivingParser();
    private volatile Duration patience = Duration.ofSeconds(30);

    /** How long the headers may take to arrive, and the body after them. */
    void setPatience(Duration patience) {
        this.patience = patience;
    }

    Duration patience() {
        return patience;
    }

    @Override
    public HttpParser getHttpParser() {
        return parser;
    }

    @Override
    protected Processor createProcessor() {
        return new PromptProcessor(this);
    }
}
