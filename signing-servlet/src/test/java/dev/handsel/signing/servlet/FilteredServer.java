package dev.handsel.signing.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A Tomcat with filters in front of one servlet. */
public final class FilteredServer implements AutoCloseable {

    /** Kept, since a logger that nobody keeps forgets its level. */
    private static final Logger QUIET = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();
    private final Path directory;

    public FilteredServer(HttpServlet servlet, Filter... filters) throws IOException, LifecycleException {
        QUIET.setLevel(Level.SEVERE);
        directory = Files.createTempDirectory("tomcat");
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        var context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "servlet", servlet).addMapping("/*");
        for (int i = 0; i < filters.length; i++) {
            var definition = new FilterDef();
            definition.setFilterName("filter" + i);
            definition.setFilter(filters[i]);
            context.addFilterDef(definition);
            var map = new FilterMap();
            map.setFilterName("filter" + i);
            map.addURLPattern("/*");
            context.addFilterMap(map);
        }
        tomcat.start();
    }

    String authority() {
        return "127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    public URI url(String target) {
        return URI.create("http://" + authority() + target);
    }

    /** Sends these characters as they are and returns the answer up to the end of the connection. */
    String raw(String request) throws IOException {
        try (var socket = new Socket(
                InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
