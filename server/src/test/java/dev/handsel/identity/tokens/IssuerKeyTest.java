package dev.handsel.identity.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.DataDirectory;
import dev.handsel.platform.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerKeyTest {

    @TempDir
    Path folder;

    @Test
    void the_first_start_makes_a_key_that_only_its_owner_may_read() throws IOException {
        var file = folder.resolve("data/keys/issuer.jwk.json");
        var key = IssuerKey.of(
                settings(null), new DataDirectory(folder.resolve("data").toString()));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(IssuerKey.at(file).reveal()).isEqualTo(key.reveal());
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void of_many_that_make_it_at_once_one_wins() throws Exception {
        var file = folder.resolve("keys/issuer.jwk.json");
        Callable<IssuerKey> start = () -> IssuerKey.at(file);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ids = threads.invokeAll(List.of(start, start, start, start)).stream()
                    .map(Future::resultNow)
                    .map(key -> key.reveal().getKeyID())
                    .distinct();
            assertThat(ids).hasSize(1);
        }
    }

    @Test
    void the_operator_may_give_the_key() {
        var given = IssuerKey.at(folder.resolve("given.json"));
        var json = given.reveal().toJSONString();

        var key = IssuerKey.of(
                settings(json), new DataDirectory(folder.resolve("data").toString()));

        assertThat(key.reveal()).isEqualTo(given.reveal());
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void what_is_no_private_key_stops_the_start_without_being_shown() {
        var publicOnly = IssuerKey.at(folder.resolve("given.json"))
                .reveal()
                .toPublicJWK()
                .toJSONString();
        for (var json : new String[] {"topsecret", "{\"kty\":\"oct\",\"k\":\"topsecret\"}", publicOnly}) {
            assertThatThrownBy(() -> IssuerKey.of(settings(json), new DataDirectory(folder.toString())))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageNotContaining("topsecret")
                    .hasNoCause();
        }
    }

    @Test
    void its_text_form_names_the_key_and_hides_it() {
        var key = IssuerKey.at(folder.resolve("key.json"));
        assertThat(key.toString())
                .contains(key.reveal().getKeyID())
                .doesNotContain(key.reveal().getPrivateExponent().toString());
    }

    private static TokenSettings settings(@org.jspecify.annotations.Nullable String key) {
        return new TokenSettings("https://h.example/", List.of(), "handsel", key == null ? null : new Secret(key));
    }
}
