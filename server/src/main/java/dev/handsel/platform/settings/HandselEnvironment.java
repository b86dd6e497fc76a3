package dev.handsel.platform.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The {@code HANDSEL_*} environment as Spring properties: reads the secrets named by {@code *_FILE}, chooses the ports
 * that were left open and derives the public URL from them, so that all of these are known before the first bean.
 */
public final class HandselEnvironment implements EnvironmentPostProcessor {

    private static final String PREFIX = "HANDSEL_";
    private static final String SUFFIX = "_FILE";

    /** Names a file that the server creates by itself: its content is not a secret handed in. */
    private static final String KEYSET = "HANDSEL_KEYSET_FILE";

    /** The environment for a command that runs without Spring: the same names and the same meaning. */
    public static ConfigurableEnvironment plain() {
        var environment = new StandardEnvironment();
        ConfigurationPropertySources.attach(environment);
        readSecretFiles(environment);
        return environment;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        readSecretFiles(environment);
        var defaults = new HashMap<String, Object>();
        int port = portOr(environment, "handsel.port", 8080);
        defaults.put("server.port", port);
        defaults.put("management.server.port", portOr(environment, "handsel.management-port", 0));
        defaults.put("handsel.public-url", "http://localhost:" + port);
        // Last, so that every other source may overrule them.
        environment.getPropertySources().addLast(new MapPropertySource("handselPorts", Map.copyOf(defaults)));
    }

    private static int portOr(ConfigurableEnvironment environment, String property, int preset) {
        String text = environment.getProperty(property, "").trim();
        int port;
        try {
            port = text.isEmpty() ? preset : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            port = -1;
        }
        if (port < 0 || port > 65_535) {
            throw new CannotStart(variable(property) + " is not a port: " + text + ".");
        }
        return port == 0 ? FreePort.choose(bindAddress(environment)) : port;
    }

    private static InetAddress bindAddress(ConfigurableEnvironment environment) {
        String bind = environment.getProperty("handsel.bind", "127.0.0.1");
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new CannotStart("HANDSEL_BIND is not an address of this machine: " + bind + ".", e);
        }
    }

    private static String variable(String property) {
        return property.replace('.', '_').replace('-', '_').toUpperCase(java.util.Locale.ROOT);
    }

    private static void readSecretFiles(ConfigurableEnvironment environment) {
        var sources = environment.getPropertySources();
        var system = sources.get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        if (!(system instanceof EnumerablePropertySource<?> variables)) {
            return;
        }
        var secrets = new HashMap<String, Object>();
        for (String name : variables.getPropertyNames()) {
            if (name.startsWith(PREFIX) && name.endsWith(SUFFIX) && !name.equals(KEYSET)) {
                String secret = name.substring(0, name.length() - SUFFIX.length());
                if (variables.containsProperty(secret)) {
                    throw new CannotStart("Both " + secret + " and " + name + " are set; keep one of them.");
                }
                secrets.put(secret, content(name, String.valueOf(variables.getProperty(name))));
            }
        }
        // The name's ending tells Spring to map it like the environment: HANDSEL_A_B is handsel.a.b.
        sources.addAfter(
                system.getName(),
                new SystemEnvironmentPropertySource(
                        "secretFiles-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        Map.copyOf(secrets)));
    }

    private static String content(String variable, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new CannotStart("The file that " + variable + " names cannot be read: " + file + ".", e);
        }
    }
}
