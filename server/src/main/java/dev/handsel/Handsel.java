package dev.handsel;

import dev.handsel.operation.cli.Cli;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The server and the operator's command line in one jar. */
// Modules may use the same simple names: beans are called by their full ones.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class Handsel {

    public static void main(String[] args) {
        System.exit(Cli.run(Handsel.class, args));
    }
}
