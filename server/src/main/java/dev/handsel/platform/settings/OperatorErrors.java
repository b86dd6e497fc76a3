package dev.handsel.platform.settings;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells the operator's mistakes from bugs. Spring's own report is left out for the first kind: the command line prints the sentence. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class OperatorErrors implements SpringBootExceptionReporter {

    OperatorErrors(@Nullable ConfigurableApplicationContext context) {
        // Spring Boot creates reporters through a constructor with exactly this parameter.
    }

    @Override
    public boolean reportException(Throwable failure) {
        return !sentences(failure).isEmpty();
    }

    /** The sentences for the operator, a line each, or none when the failure is not the operator's to put right. */
    public static List<String> sentences(Throwable failure) {
        return causes(failure)
                .map(OperatorErrors::explained)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of())
                .stream()
                // What a database says goes over several lines.
                .map(sentence -> sentence.replaceAll("\\s*\\R\\s*", " "))
                .toList();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        // Walked by hand: a bind failure is explained best by its innermost cause.
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause).toList().reversed().stream();
    }

    private static List<String> explained(Throwable cause) {
        return switch (cause) {
            case CannotStart told -> told.sentences();
            case PortInUseException taken -> List.of(Ports.taken(taken.getPort(), "HANDSEL_PORT"));
            case BindException unreadable ->
                List.of("The setting "
                        + SettingsCheck.variable(unreadable.getName().toString())
                        + " has a value that cannot be used.");
            default -> List.of();
        };
    }
}
