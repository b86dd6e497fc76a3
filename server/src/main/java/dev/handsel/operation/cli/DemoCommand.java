package dev.handsel.operation.cli;

import dev.handsel.base.time.SystemClock;
import dev.handsel.identity.access.AccountTokens;
import dev.handsel.identity.access.EmailAddress;
import dev.handsel.identity.access.Role;
import dev.handsel.identity.tokens.IssuerKey;
import dev.handsel.identity.tokens.TokenLifetime;
import dev.handsel.identity.tokens.TokenSettings;
import dev.handsel.operation.demo.DemoWalk;
import dev.handsel.operation.demo.SimulatedStripe;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.settings.DataDirectory;
import dev.handsel.platform.settings.HandselEnvironment;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the server and shows on it what it is for. */
@Command(
        name = "demo",
        description = {
            "Shows the whole life of a referral on a server of its own, from the link to the payout and a refund.",
            "Needs no network and moves no money. It keeps to the folder demo in the data directory and to its own"
                    + " PostgreSQL, so that nothing of it is in what serve uses. The server then runs until Ctrl-C."
        })
final class DemoCommand implements Callable<Integer> {

    private static final List<String> NOT_OF_A_DEMO =
            List.of("handsel.database.url", "handsel.database.owner-user", "handsel.keyset-file", "handsel.smtp.host");

    private final Class<?> application;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything runs
    private CommandSpec spec;

    @Option(names = "--exit", description = "Stop the server after the walk.")
    private boolean exit;

    DemoCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (HandselEnvironment.plain().getActiveProfiles().length > 0) {
            throw new ParameterException(
                    spec.commandLine(), "The demo makes accounts of its own; it does not run with a Spring profile.");
        }
        var out = spec.commandLine().getOut();
        out.println("Handsel: the whole life of a referral, on a real server. Starting it ...");
        out.flush();
        var folder = folder();
        try (var stripe = new SimulatedStripe()) {
            // Before everything else that could name another one: a demo moves no money, and what is made up is told to
            // nobody and stored beside nothing that is real.
            stripe.settings().forEach(System::setProperty);
            System.setProperty("handsel.data-dir", folder.toString());
            NOT_OF_A_DEMO.forEach(setting -> System.setProperty(setting, ""));
            return ServeCommand.serve(application, server -> walk(server, stripe, out), port(out));
        }
    }

    /** Within the data directory, which may be the only place that this account may write to. */
    private static Path folder() {
        return Binder.get(HandselEnvironment.plain())
                .bindOrCreate("handsel", DataDirectory.class)
                .path()
                .resolve("demo");
    }

    /** The port that was asked for; where it is taken, a free one. */
    private static String port(PrintWriter out) {
        var environment = HandselEnvironment.plain();
        var wanted = environment.getProperty("handsel.port", "8080").strip();
        try (var _ = new ServerSocket(
                Integer.parseInt(wanted),
                1,
                InetAddress.getByName(environment.getProperty("handsel.bind", "127.0.0.1")))) {
            return "--handsel.port=" + wanted;
        } catch (NumberFormatException malformed) {
            // The server says it better.
            return "--handsel.port=" + wanted;
        } catch (IOException taken) {
            out.println("Port " + wanted + " is taken; using a free one instead.");
            return "--handsel.port=0";
        }
    }

    /** Whether the server is to go on. */
    private boolean walk(ConfigurableApplicationContext server, SimulatedStripe stripe, PrintWriter out) {
        var port = server.getEnvironment().getRequiredProperty("server.port");
        var tokens = new AccountTokens(
                server.getBean(DataSource.class),
                server.getBean(IssuerKey.class),
                server.getBean(TokenSettings.class),
                SystemClock.source(),
                server.getBean(AuditTrail.class));
        DemoWalk.run(
                URI.create("http://127.0.0.1:" + port + "/"),
                stripe,
                token(tokens, "manager@demo.example", Set.of(Role.OWNER)),
                token(tokens, "nora@demo.example", Set.of()),
                out);
        farewell(
                out,
                "http://localhost:" + port,
                server.getEnvironment().getProperty("management.server.port", ""),
                server.getBean(DataDirectory.class).path());
        return !exit;
    }

    private static String token(AccountTokens tokens, String email, Set<Role> roles) {
        return tokens.mint(EmailAddress.of(email), roles, TokenLifetime.parse("1h"), true);
    }

    private void farewell(PrintWriter out, String url, String management, Path folder) {
        out.println();
        if (exit) {
            out.println("demo finished: run ./handsel serve and open " + url + "/explorer");
        } else {
            out.println("The server goes on until Ctrl-C. Where to look:");
            out.println("  every endpoint, to try out   " + url + "/explorer");
            out.println("  OpenAPI description          " + url + "/v1/openapi.json");
            out.println("  health                       http://localhost:" + management + "/actuator/health");
            out.println("  a token to call it with      HANDSEL_DATA_DIR='" + folder
                    + "' ./handsel token --account manager@demo.example");
            out.println("demo finished: open " + url + "/explorer");
        }
        out.flush();
    }
}
