package dev.handsel.platform.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

/**
 * Reads every record of settings before anything is started, so that an operator learns of all mistakes at once. The
 * records are named in a file of the class path, since no module below may know them.
 */
final class SettingsCheck {

    /** The names of the records of settings, one a line; a test compares them with those that there are. */
    static final String NAMES = "META-INF/handsel.settings";

    private SettingsCheck() {}

    static List<String> faults(ConfigurableEnvironment environment) {
        var faults = new ArrayList<>(publicUrl(environment));
        var binder = Binder.get(environment);
        names().forEach(name -> faults.addAll(faults(binder, type(name))));
        return faults;
    }

    private static List<String> publicUrl(ConfigurableEnvironment environment) {
        String text = environment.getProperty("handsel.public-url", "").strip();
        return isAddress(text)
                ? List.of()
                : List.of("HANDSEL_PUBLIC_URL must be an address such as https://handsel.example, not " + text + ".");
    }

    private static boolean isAddress(String text) {
        try {
            var url = URI.create(text);
            return List.of("http", "https").contains(String.valueOf(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** First each value by itself; only when all can be read, what the record says of them together. */
    private static List<String> faults(Binder binder, Class<?> type) {
        String prefix = type.getAnnotation(ConfigurationProperties.class).value();
        var unreadable = Arrays.stream(type.getRecordComponents())
                .flatMap(component -> unreadable(binder, prefix, component).stream())
                .toList();
        if (!unreadable.isEmpty()) {
            return unreadable;
        }
        try {
            binder.bindOrCreate(prefix, type);
            return List.of();
        } catch (BindException | CannotStart e) {
            return OperatorErrors.sentences(e);
        }
    }

    private static Optional<String> unreadable(Binder binder, String prefix, RecordComponent component) {
        String property = prefix + "." + dashed(component.getName());
        try {
            binder.bind(property, Bindable.of(ResolvableType.forType(component.getGenericType())));
            return Optional.empty();
        } catch (BindException _) {
            return Optional.of(variable(property) + " has a value that cannot be read; " + expected(component.getType())
                    + " is expected.");
        }
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(word -> ((Enum<?>) word).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "boolean", "Boolean" -> "true or false";
            case "URI" -> "a URL";
            case "Duration" -> "a time such as 30s or 24h";
            default -> "another";
        };
    }

    static String variable(String property) {
        return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    static List<String> names() {
        try {
            return new ClassPathResource(NAMES)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(NAMES + " names a class that is not there", e);
        }
    }
}
