package dev.handsel;

import dev.handsel.operation.cli.Cli;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The server and the operator's command line in one jar. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Handsel {

    public static void main(String[] args) {
        System.exit(Cli.run(Handsel.class, args));
    }
}
