package dev.handsel.operation.cli;

import dev.handsel.platform.settings.OperatorErrors;
import dev.handsel.platform.settings.Stage;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Serves until the process is told to stop; SIGTERM and Ctrl-C let what runs finish and end with 0. */
@Command(
        name = "serve",
        description = {
            "Runs the server until it is told to stop.",
            "Ctrl-C and SIGTERM let what runs finish. As long as no owner can sign in, it prints a link to become one; where"
                    + " there is no terminal, it writes the link into setup-link.txt in the data directory."
        })
final class ServeCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    private final Class<?> application;

    ServeCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public Integer call() throws InterruptedException {
        return serve(application, server -> announce(server.getEnvironment()));
    }

    /** What is done once the server is ready; says whether it is to go on. */
    @FunctionalInterface
    interface Started {
        boolean goesOn(ConfigurableApplicationContext server);
    }

    /** Runs the server in this process and answers with the exit code. */
    static int serve(Class<?> application, Started started, String... settings) throws InterruptedException {
        var failed = new AtomicBoolean();
        // The JVM would answer SIGTERM with 143; Spring runs this after everything is closed.
        SpringApplication.getShutdownHandlers().add(() -> {
            if (!failed.get()) {
                Runtime.getRuntime().halt(ExitCode.OK);
            }
        });
        ConfigurableApplicationContext server;
        Stage.begins("loading the server");
        try {
            server = SpringApplication.run(application, settings);
        } catch (RuntimeException e) {
            failed.set(true);
            if (!OperatorErrors.sentences(e).isEmpty()) {
                throw e;
            }
            // Spring has logged it with all its causes.
            return ExitCode.SOFTWARE;
        }
        try {
            if (started.goesOn(server)) {
                new CountDownLatch(1).await();
            }
            return ExitCode.OK;
        } catch (RuntimeException e) {
            failed.set(true);
            throw e;
        } finally {
            server.close();
        }
    }

    private static boolean announce(Environment environment) {
        log.info("management at http://127.0.0.1:{}", environment.getProperty("management.server.port"));
        log.info("ready at {}", environment.getProperty("handsel.public-url"));
        return true;
    }
}
