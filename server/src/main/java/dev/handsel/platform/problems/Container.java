package dev.handsel.platform.problems;

import java.time.Duration;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Sets up Tomcat: its own error pages become problem documents, and large uploads hear why they are refused. */
@Component
class Container implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** What is read and thrown away of a refused body, so that its client gets the answer and no broken connection. */
    private static final int SWALLOWED_BYTES = 16 << 20;

    static final int MOST_HEADERS = 100;

    /**
     * For how long this server waits for a request.
     *
     * @param requestTimeout how long the headers may take to arrive, and the body after them
     */
    @ConfigurationProperties("handsel")
    record Settings(@DefaultValue("30s") Duration requestTimeout) {}

    private final Settings settings;

    Container(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(PromptProtocol.class.getName());
        factory.addContextCustomizers(context -> {
            var host = (StandardHost) context.getParent();
            host.setErrorReportValveClass(null);
            host.getPipeline().addValve(new ProblemValve());
        });
        factory.addConnectorCustomizers(connector -> {
            // Refused all the same, by the filter that says so.
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setMaxHeaderCount(MOST_HEADERS);
                http.setMaxSwallowSize(SWALLOWED_BYTES);
            }
            if (connector.getProtocolHandler() instanceof PromptProtocol prompt) {
                prompt.setPatience(settings.requestTimeout());
            }
        });
    }
}
