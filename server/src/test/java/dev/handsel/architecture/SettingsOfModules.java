package dev.handsel.architecture;

import dev.handsel.Handsel;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** The records of settings that modules declare. */
final class SettingsOfModules {

    private SettingsOfModules() {}

    /** The names of the records. */
    static Stream<String> names() {
        return records().map(Class::getName);
    }

    /** The properties that they are bound from, such as {@code handsel.smtp.host}. */
    static Stream<String> properties() {
        return records().flatMap(SettingsOfModules::properties);
    }

    private static Stream<? extends Class<?>> records() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents(Handsel.class.getPackageName()).stream()
                .map(SettingsOfModules::load)
                .filter(Class::isRecord);
    }

    private static Stream<String> properties(Class<?> settings) {
        var prefix = settings.getAnnotation(ConfigurationProperties.class).value();
        return Arrays.stream(settings.getRecordComponents())
                .map(component -> prefix + "."
                        + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
    }

    private static Class<?> load(BeanDefinition definition) {
        try {
            return Class.forName(Objects.requireNonNull(definition.getBeanClassName()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
