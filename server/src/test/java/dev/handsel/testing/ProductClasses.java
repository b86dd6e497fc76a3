package dev.handsel.testing;

import dev.handsel.Handsel;
import dev.handsel.base.digest.Sha256;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.springframework.util.FileSystemUtils;

/**
 * The product as processes of their own load it: in jars, without the tests, and linked ahead of time (JEP 514) by one
 * training run for all of them. A server starts in half the time then.
 */
final class ProductClasses {

    private static final Path ALL = Path.of("target/test-processes").toAbsolutePath();

    /** The training is slower than any start after it. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private ProductClasses() {}

    /** A command that starts the product with these words. */
    static List<String> command(String... words) {
        var command = new ArrayList<>(Ready.START);
        command.addAll(List.of("-cp", Ready.CLASS_PATH, Handsel.class.getName()));
        command.addAll(List.of(words));
        return command;
    }

    private static List<String> options(String aheadOfTime) {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                aheadOfTime,
                // What the training had to leave out is no news.
                "-Xlog:aot*=off",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.timezone=UTC");
    }

    /** Made once in this JVM; another one that runs tests of the same classes uses what the first has made. */
    private static final class Ready {

        static final String CLASS_PATH;
        static final List<String> START;

        static {
            try (var channel = FileChannel.open(
                            Files.createDirectories(ALL).resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                var home = ALL.resolve(fingerprint());
                if (!Files.isDirectory(home)) {
                    forgetOthers();
                    Files.createDirectories(home);
                }
                CLASS_PATH = packed(home);
                START = options("-XX:AOTCache=" + trained(home, CLASS_PATH));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Without the tests: what they bring along is no part of the product. */
    private static List<Path> entries() {
        var tests = Path.of(URI.create(ProductClasses.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator, -1))
                // The build ends the list with a separator, and a path of no letters is the folder itself.
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(entry -> Files.exists(entry) && !entry.equals(tests))
                .toList();
    }

    private static String fingerprint() throws IOException {
        var all = new StringBuilder(System.getProperty("java.vm.version"));
        for (var entry : entries()) {
            for (var file : files(entry)) {
                all.append(file)
                        .append(Files.size(file))
                        .append(Files.getLastModifiedTime(file).toMillis());
            }
        }
        return HexFormat.of().formatHex(Sha256.of(all.toString()), 0, 8);
    }

    private static List<Path> files(Path entry) throws IOException {
        try (var files = Files.walk(entry)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void forgetOthers() throws IOException {
        try (var others = Files.list(ALL)) {
            for (var other : others.filter(Files::isDirectory).toList()) {
                FileSystemUtils.deleteRecursively(other);
            }
        }
    }

    /** Classes in folders cannot be linked ahead of time, so each folder becomes a jar. */
    private static String packed(Path home) throws IOException {
        var packed = new ArrayList<String>();
        for (var entry : entries()) {
            if (Files.isRegularFile(entry)) {
                packed.add(entry.toString());
                continue;
            }
            var jar = home.resolve("classes-" + packed.size() + ".jar");
            if (!Files.exists(jar)) {
                pack(entry, jar);
            }
            packed.add(jar.toString());
        }
        return String.join(File.pathSeparator, packed);
    }

    private static void pack(Path folder, Path jar) throws IOException {
        var half = jar.resolveSibling("half-made");
        try (var out = new JarOutputStream(Files.newOutputStream(half))) {
            out.setLevel(0);
            try (var all = Files.walk(folder)) {
                for (var file :
                        all.filter(path -> !path.equals(folder)).sorted().toList()) {
                    var name = folder.relativize(file).toString();
                    // Folders too: Spring looks for classes by them.
                    out.putNextEntry(new ZipEntry(Files.isDirectory(file) ? name + "/" : name));
                    if (Files.isRegularFile(file)) {
                        Files.copy(file, out);
                    }
                }
            }
        }
        Files.move(half, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path trained(Path home, String classPath) throws IOException, InterruptedException {
        var cache = home.resolve("classes.aot");
        if (!Files.exists(cache)) {
            var half = home.resolve("half.aot");
            var command = new ArrayList<>(options("-XX:AOTCacheOutput=" + half));
            command.addAll(List.of("-cp", classPath, Handsel.class.getName(), "serve"));
            var database = TestDatabase.migrated();
            var settings = Map.of(
                    "HANDSEL_PORT", "0",
                    "HANDSEL_DATABASE_URL", database.url(),
                    "HANDSEL_DATABASE_USER", database.user(),
                    "HANDSEL_DATABASE_PASSWORD", database.password());
            try (var training = HandselProcess.start(command, home.resolve("data"), settings, true)) {
                training.await("ready at ", PATIENCE);
                training.stop();
                Files.move(half, cache, StandardCopyOption.ATOMIC_MOVE);
            } catch (AssertionError | IllegalStateException e) {
                // Starts take longer then, and the next JVM tries again.
                System.out.println("NOTICE: no classes are linked ahead of time: " + e.getMessage());
            }
        }
        return cache;
    }
}
