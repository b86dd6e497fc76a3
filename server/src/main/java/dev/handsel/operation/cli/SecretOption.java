package dev.handsel.operation.cli;

import dev.handsel.signing.DeviceSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a command finds a device's secret: never among its arguments, which everybody on the machine can read. */
final class SecretOption {

    private static final String VARIABLE = "HANDSEL_SECRET";

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything runs
    private CommandSpec spec;

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "A file that holds the device's secret; without it the variable " + VARIABLE + " is read.")
    private @Nullable Path file;

    /** The secret, or nothing where none was given. */
    Optional<DeviceSecret> read() {
        return text().map(text -> {
            try {
                return DeviceSecret.parse(text.strip());
            } catch (IllegalArgumentException unreadable) {
                throw new ParameterException(spec.commandLine(), unreadable.getMessage());
            }
        });
    }

    DeviceSecret required() {
        return read().orElseThrow(() -> new ParameterException(
                spec.commandLine(), "The secret is missing: set " + VARIABLE + " or name a file with --secret-file."));
    }

    private Optional<String> text() {
        if (file == null) {
            return Optional.ofNullable(System.getenv(VARIABLE)).filter(text -> !text.isBlank());
        }
        try {
            return Optional.of(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException unreadable) {
            throw new ParameterException(spec.commandLine(), "The file " + file + " holds no secret that can be read.");
        }
    }
}
