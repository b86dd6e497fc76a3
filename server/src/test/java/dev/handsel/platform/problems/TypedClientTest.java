package dev.handsel.platform.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handsel.identity.access.Role;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** A client in TypeScript whose types are made of what the server says of itself. */
@HandselTest
class TypedClientTest {

    private static final Path FOLDER = Outside.root().resolve("clients/typescript");

    private final String url;

    @Autowired
    private Bearers bearers;

    TypedClientTest(@Value("${handsel.public-url}") String url) {
        this.url = url;
    }

    @BeforeEach
    void node_and_its_packages_are_there() {
        var tried = "a client in TypeScript, made of the served description";
        Outside.require("node", tried, Outside.runs("node", "--version"));
        var there = Files.isDirectory(FOLDER.resolve("node_modules"));
        assumeTrue(
                Outside.has(
                        "clients/typescript/node_modules (npm --prefix clients/typescript run setup)", tried, there),
                "they are not installed");
    }

    private static String node(Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(arguments).directory(FOLDER.toFile()).redirectErrorStream(true);
        process.environment().putAll(environment);
        return Outside.said(process.start());
    }

    @Test
    void a_program_without_assertions_compiles_and_does_what_it_says() throws IOException, InterruptedException {
        var build = Files.createDirectories(FOLDER.resolve("build"));
        Files.writeString(
                build.resolve("openapi.json"),
                new Client(url).get("/v1/openapi.json").text());
        node(
                Map.of(),
                List.of(
                        "node",
                        "node_modules/openapi-typescript/bin/cli.js",
                        "build/openapi.json",
                        "-o",
                        "build/api.d.ts"));
        node(Map.of(), List.of("node", "node_modules/typescript/bin/tsc", "-p", "."));
        var said = node(
                Map.of("HANDSEL_MANAGER", bearers.with(Role.MANAGER), "NO_PROXY", "*"),
                List.of("node", "run.mjs", url));
        assertThat(said.lines())
                .contains("e1 recorded", "e2 recorded", "e5 recorded", "e6 recorded", "e9 parked", "e12 recorded")
                .hasSize(16)
                .last()
                // The refund failed, the dispute was won: of what was told at once the difference is booked.
                .isEqualTo("accrual 3000: 3000 USD pending");
    }

    @Test
    void the_program_asserts_nothing_that_its_types_do_not_say() {
        var program = Outside.text(FOLDER.resolve("program.ts"));
        assertThat(program).doesNotContain(" as ", "any", "@ts-").doesNotContainPattern("[\\w)\\]]!");
    }
}
