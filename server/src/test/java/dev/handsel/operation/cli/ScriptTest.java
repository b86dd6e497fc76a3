package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void without_a_jdk_it_says_what_is_missing() throws Exception {
        var result = run(ROOT.resolve("handsel"), Map.of("PATH", "/nowhere", "HANDSEL_JDKS", folder.toString()));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("handsel: a JDK 25 is needed and none was found");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void another_java_does_not_do() throws Exception {
        jdk("17.0.1");
        var result = run(
                ROOT.resolve("handsel"),
                Map.of("PATH", "/nowhere", "JAVA_HOME", folder.resolve("jdk").toString(), "HANDSEL_JDKS", ""));
        assertThat(result.err()).contains("a JDK 25 is needed");
    }

    @Test
    void a_runtime_alone_cannot_build() throws Exception {
        jdk("25.0.3");
        var result = run(copyOfTheScript(), Map.of("PATH", "/usr/bin:/bin", "HANDSEL_JDKS", folder.toString()));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("a Java runtime without a compiler");
    }

    @Test
    void without_maven_it_says_what_to_install() throws Exception {
        executable(jdk("25.0.3").resolve("bin/javac"), "#!/bin/sh");
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : new String[] {"mkdir", "find", "head"}) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin").resolve(tool));
        }
        var result = run(copyOfTheScript(), Map.of("PATH", tools.toString(), "HANDSEL_JDKS", folder.toString()));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("Maven (mvn) is needed");
    }

    @Test
    void what_is_built_is_run_with_the_callers_words_and_nothing_else_on_its_output() throws Exception {
        jdk("25.0.3");
        Path script = copyOfTheScript();
        Path app = Files.createDirectories(script.resolveSibling("server/target/handsel-app"));
        Files.createFile(app.resolveSibling("handsel.jar"));
        Files.createFile(app.resolve("handsel.jar"));
        var result = run(script, Map.of("PATH", "/usr/bin:/bin", "HANDSEL_JDKS", folder.toString()), "import", "a b");
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("-Duser.timezone=UTC -Dsun.net.http.retryPost=false")
                .contains("handsel-app/handsel.jar import a b")
                .hasLineCount(1);
    }

    @Test
    void what_is_over_in_a_second_is_not_optimised_for_and_an_import_only_beside_a_server() throws Exception {
        jdk("25.0.3");
        Path script = copyOfTheScript();
        Path app = Files.createDirectories(script.resolveSibling("server/target/handsel-app"));
        Files.createFile(app.resolveSibling("handsel.jar"));
        Files.createFile(app.resolve("handsel.jar"));
        var settings = Map.of("PATH", "/usr/bin:/bin", "HANDSEL_JDKS", folder.toString(), "HANDSEL_DATA_DIR", "d");
        assertThat(run(script, settings, "token").out()).contains("TieredStopAtLevel=1");
        assertThat(run(script, settings, "serve").out()).doesNotContain("Tiered");
        assertThat(run(script, settings, "import", "a").out()).doesNotContain("Tiered");
        Files.createFile(Files.createDirectory(folder.resolve("d")).resolve("running.properties"));
        assertThat(run(script, settings, "import", "a").out()).contains("TieredStopAtLevel=1");
    }

    private record Result(int exitCode, String out, String err) {}

    private Result run(Path script, Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        var out = folder.resolve("out").toFile();
        var err = folder.resolve("err").toFile();
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().clear();
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Result(
                exitCode,
                Files.readString(out.toPath(), StandardCharsets.UTF_8),
                Files.readString(err.toPath(), StandardCharsets.UTF_8));
    }

    private Path copyOfTheScript() throws Exception {
        Path home = Files.createDirectory(folder.resolve("clone"));
        return Files.copy(ROOT.resolve("handsel"), home.resolve("handsel"));
    }

    /** A folder that looks like a JDK; its java prints its arguments. */
    private Path jdk(String version) throws Exception {
        Path home = Files.createDirectories(folder.resolve("jdk"));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/java"), "#!/bin/sh\necho \"$@\"\n");
        return home;
    }

    private static void executable(Path file, String text) throws Exception {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
