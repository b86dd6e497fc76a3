package dev.handsel.platform.problems;

import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Sets up Tomcat: its own error pages become problem documents, and large uploads hear why they are refused. */
@Component
class Container implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** What is read and thrown away of a refused body, so that its client gets the answer and no broken connection. */
    private static final int SWALLOWED_BYTES = 16 << 20;

    static final int MOST_HEADERS = 100;

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
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
        });
    }
}
