package dev.handsel.operation.cli;

import dev.handsel.base.time.SystemClock;
import dev.handsel.signing.explain.Explainer;
import dev.handsel.signing.explain.Explanation;
import dev.handsel.signing.verify.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why a signed request is refused. */
@Command(
        name = "explain",
        description = {
            "Says why a signed request is refused: what must be signed and what was done wrong.",
            "Asks no server; nonces and revoked devices are not looked at. Ends with 0 when it is valid, else 1.",
            "With the device's secret, from the variable HANDSEL_SECRET or a file, the signature is checked as well."
        })
final class ExplainCommand implements Callable<Integer> {

    private static final Path STANDARD_INPUT = Path.of("-");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills these in before anything runs
    private CommandSpec spec;

    @Mixin
    private final SecretOption secret = new SecretOption();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = {
                "The request as it was sent, which is request line, headers, an empty line and body, or JSON of {method, url,"
                        + " headers, body_base64, signed}. Without it, or as -, standard input is read."
            })
    private Path file = STANDARD_INPUT;

    @Option(names = "--signed-file", paramLabel = "FILE", description = "The bytes that the client says it signed.")
    private @Nullable Path signedFile;

    @Option(
            names = "--now",
            paramLabel = "TIME",
            description = "When it arrived: seconds or RFC 3339; without it, now.")
    private @Nullable String now;

    @Option(
            names = "--scheme",
            paramLabel = "SCHEME",
            defaultValue = "https",
            description = "Which port is the default one: that of https, as without this, or of http.")
    @SuppressWarnings("NullAway.Init")
    private String scheme;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw wrong("--scheme is https or http.");
        }
        var sent = sent();
        var base = signedFile == null
                ? sent.signed().map(text -> text.getBytes(StandardCharsets.UTF_8))
                : Optional.of(bytes(signedFile));
        var policy = Policy.deviceV1().withFourHeaders(true);
        var explanation = Explainer.explain(sent.request(), policy, now(), secret.read(), base);
        var text = json ? ExplanationText.json(explanation) : ExplanationText.words(explanation);
        spec.commandLine().getOut().println(text);
        return explanation.result().equals(Explanation.VALID) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private SentRequest sent() throws IOException {
        try {
            return SentRequest.read(bytes(file), scheme);
        } catch (IllegalArgumentException unreadable) {
            throw wrong("The request cannot be read. " + unreadable.getMessage());
        }
    }

    private byte[] bytes(Path from) throws IOException {
        if (from.equals(STANDARD_INPUT)) {
            return System.in.readAllBytes();
        }
        if (!Files.isReadable(from) || Files.isDirectory(from)) {
            throw wrong("There is no file " + from + " that can be read.");
        }
        return Files.readAllBytes(from);
    }

    private Instant now() {
        if (now == null) {
            return SystemClock.source().instant();
        }
        try {
            return now.matches("[0-9]{1,12}")
                    ? Instant.ofEpochSecond(Long.parseLong(now))
                    : OffsetDateTime.parse(now).toInstant();
        } catch (DateTimeException malformed) {
            throw wrong("--now is in seconds since 1970 or as 2026-01-02T03:04:05Z.");
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
