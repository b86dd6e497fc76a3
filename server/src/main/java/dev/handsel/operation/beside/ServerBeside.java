package dev.handsel.operation.beside;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handsel.platform.postgres.RunningServer;
import dev.handsel.platform.settings.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The server that runs beside a command and does the work for it. */
public final class ServerBeside {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final RunningServer server;

    public ServerBeside(RunningServer server) {
        this.server = server;
    }

    /**
     * Has the server carry the import out and answers with the exit code; nothing where it does not listen to commands.
     *
     * @param voice is told how far it is and what came of it
     * @throws CalledWrongly where the server says so
     * @throws CannotStart where it could not be carried out, or the server went away
     */
    public OptionalInt run(ImportOrder order, Consumer<Said> voice) throws InterruptedException {
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            return answer(http, order).map(lines -> heard(lines, voice)).orElse(OptionalInt.empty());
        }
    }

    private Optional<Stream<String>> answer(HttpClient http, ImportOrder order) throws InterruptedException {
        try {
            HttpResponse<Stream<String>> response = http.send(request(order), BodyHandlers.ofLines());
            return response.statusCode() == OK ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException unreachable) {
            return Optional.empty();
        }
    }

    private HttpRequest request(ImportOrder order) {
        var query = "?file=" + encoded(order.file().toString()) + "&program=" + encoded(order.program())
                + "&drive_clock=" + order.driveClock();
        return HttpRequest.newBuilder(URI.create(server.address() + CommandFilter.IMPORT + query))
                .header(CommandFilter.PASS, server.pass().secret().value())
                .POST(BodyPublishers.noBody())
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static OptionalInt heard(Stream<String> lines, Consumer<Said> voice) {
        try (lines) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                switch (Said.parse(each.next())) {
                    case Said.Ended ended -> {
                        return OptionalInt.of(ended.code());
                    }
                    case Said.Wrong wrong -> throw new CalledWrongly(wrong.sentence());
                    case Said.Failed failed -> throw new CannotStart(failed.sentence());
                    case Said.Progress progress -> voice.accept(progress);
                    case Said.Printed printed -> voice.accept(printed);
                }
            }
        } catch (UncheckedIOException cut) {
            throw new CannotStart("The server went away before the end; the same command goes on from here.", cut);
        }
        throw new CannotStart("The server went away before the end; the same command goes on from here.");
    }
}
