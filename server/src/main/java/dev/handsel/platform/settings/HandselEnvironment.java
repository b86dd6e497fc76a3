package dev.handsel.platform.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The {@code HANDSEL_*} environment as Spring properties: reads the secrets named by {@code *_FILE}, chooses the ports
 * that were left open and derives the public URL from them, so that all of these are known before the first bean. Whatever
 * is wrong with any setting is told here at once, before anything is made or started.
 */
public final class HandselEnvironment implements EnvironmentPostProcessor {

    /**
     * The environment for a command that runs without Spring: the same names and the same meaning.
     *
     * @throws CannotStart where variables are unknown or name files that cannot be read
     */
    public static ConfigurableEnvironment plain() {
        var environment = new StandardEnvironment();
        ConfigurationPropertySources.attach(environment);
        var faults = new ArrayList<String>();
        readVariables(environment, faults);
        CannotStart.ifAny(faults);
        return environment;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var faults = new ArrayList<String>();
        readVariables(environment, faults);
        var ports = Ports.choose(environment, application.getWebApplicationType() != WebApplicationType.NONE);
        faults.addAll(0, ports.faults());
        var defaults = new HashMap<String, Object>();
        defaults.put("server.port", ports.api());
        defaults.put("management.server.port", ports.management());
        defaults.put("handsel.public-url", "http://localhost:" + ports.api());
        // Last, so that every other source may overrule them.
        environment.getPropertySources().addLast(new MapPropertySource("handselPorts", Map.copyOf(defaults)));
        faults.addAll(SettingsCheck.faults(environment));
        CannotStart.ifAny(faults);
    }

    private static void readVariables(ConfigurableEnvironment environment, List<String> faults) {
        var sources = environment.getPropertySources();
        var system = sources.get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        if (!(system instanceof EnumerablePropertySource<?> variables)) {
            return;
        }
        faults.addAll(Variables.faults(Arrays.asList(variables.getPropertyNames())));
        var secrets = new HashMap<String, Object>();
        for (String name : variables.getPropertyNames()) {
            if (Variables.namesFile(name)) {
                readFile(variables, name, secrets, faults);
            }
        }
        // The name's ending tells Spring to map it like the environment: HANDSEL_A_B is handsel.a.b.
        sources.addAfter(
                system.getName(),
                new SystemEnvironmentPropertySource(
                        "secretFiles-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        Map.copyOf(secrets)));
    }

    private static void readFile(
            EnumerablePropertySource<?> variables, String name, Map<String, Object> secrets, List<String> faults) {
        String secret = Variables.withoutFile(name);
        String file = String.valueOf(variables.getProperty(name));
        if (variables.containsProperty(secret)) {
            faults.add("Both " + secret + " and " + name + " are set; keep one of them.");
            return;
        }
        try {
            secrets.put(secret, Files.readString(Path.of(file)).strip());
        } catch (IOException | IllegalArgumentException _) {
            faults.add("The file that " + name + " names cannot be read: " + file + ".");
        }
    }
}
