package dev.handsel;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The server and the operator's command line in one jar. */
@SpringBootApplication
public class Handsel {

    public static void main(String[] args) {
        SpringApplication.run(Handsel.class, args);
    }
}
