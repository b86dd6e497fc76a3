package dev.handsel.platform.keyring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.DataDirectory;
import dev.handsel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

class KeyringTest {

    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

    @TempDir
    Path folder;

    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.migrated().dataSource());

    private Path file() {
        return folder.resolve("keys/keyset.json");
    }

    private Keyring keyring() {
        return new Keyring(new KeyringSettings(null), new DataDirectory(folder.toString()), new KeyringCheck(jdbc));
    }

    private void start(Keyring keyring, @Nullable Path named, String... profiles) {
        var environment = new MockEnvironment();
        environment.setActiveProfiles(profiles);
        var check = new KeyringCheck(jdbc);
        new KeyringStart(
                        keyring,
                        check,
                        List.of(check),
                        new KeyringSettings(named == null ? null : named.toString()),
                        environment)
                .afterSingletonsInstantiated();
    }

    private Keyring started() {
        var keyring = keyring();
        start(keyring, null);
        return keyring;
    }

    @Test
    void the_first_start_makes_keys_that_only_the_owner_reads_and_later_ones_keep_them() throws IOException {
        var wrapped = started().wrap(SECRET, "a");
        var content = Files.readString(file());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(started().unwrap(wrapped, "a")).isEqualTo(SECRET);
        assertThat(Files.readString(file())).isEqualTo(content);
        try (var files = Files.list(folder.resolve("keys"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void what_is_wrapped_opens_in_its_context_only_and_names_its_key() {
        var keyring = started();
        var wrapped = keyring.wrap(SECRET, "a");

        assertThat(wrapped).hasSize(65).startsWith(1);
        assertThat(Keyring.keyIdOf(wrapped)).isEqualTo(keyring.primaryKeyId());
        assertThat(keyring.wrap(SECRET, "a")).isNotEqualTo(wrapped);
        assertThatThrownBy(() -> keyring.unwrap(wrapped, "b")).isInstanceOf(IllegalStateException.class);
        wrapped[64] ^= 1;
        assertThatThrownBy(() -> keyring.unwrap(wrapped, "a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Keyring.keyIdOf(SECRET)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void another_process_may_change_the_keys_while_this_one_runs() {
        var keyring = started();
        var old = keyring.wrap(SECRET, "a");
        var print = keyring.fingerprint(SECRET);
        var other = keyring();

        other.change(Keyset::promoted);
        var wrapped = other.wrap(SECRET, "a");

        assertThat(Keyring.keyIdOf(wrapped)).isNotEqualTo(Keyring.keyIdOf(old));
        assertThat(keyring.unwrap(wrapped, "a")).isEqualTo(SECRET);
        assertThat(keyring.unwrap(old, "a")).isEqualTo(SECRET);
        assertThat(keyring.primaryKeyId()).isEqualTo(other.primaryKeyId());
        assertThat(keyring.fingerprint(SECRET)).isEqualTo(print).isEqualTo(other.fingerprint(SECRET));
    }

    @Test
    void a_prepared_key_reads_before_it_writes() {
        var keyring = started();
        var before = keyring.primaryKeyId();

        var prepared = keyring.change(Keyset::prepared);
        assertThat(prepared.ids()).hasSize(2);
        assertThat(keyring.change(Keyset::prepared).ids()).isEqualTo(prepared.ids());
        assertThat(keyring.primaryKeyId()).isEqualTo(before);
        var promoted = keyring.change(Keyset::promoted);

        assertThat(promoted.ids()).isEqualTo(prepared.ids());
        assertThat(promoted.primary()).isEqualTo(prepared.ids().getLast());
    }

    @Test
    void a_missing_keyset_is_not_replaced_once_something_depends_on_it() throws IOException {
        started().wrap(SECRET, "a");
        Files.move(file(), folder.resolve("elsewhere"));

        assertThatThrownBy(() -> start(keyring(), null))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("missing")
                .hasMessageContaining("HANDSEL_KEYSET_FILE");
        assertThat(file()).doesNotExist();
    }

    @Test
    void other_keys_than_those_of_the_database_are_refused_and_left_alone() throws IOException {
        started().wrap(SECRET, "a");
        Files.delete(file());
        new KeysetFile(file()).create();
        var content = Files.readString(file());

        assertThatThrownBy(() -> start(keyring(), null))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("do not open")
                .hasMessageContaining("HANDSEL_KEYSET_FILE");
        assertThat(Files.readString(file())).isEqualTo(content);
        var stranger = keyring();
        assertThatThrownBy(() -> stranger.wrap(SECRET, "a"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("keyring_unavailable"));
    }

    @Test
    void a_file_that_is_no_keyset_is_refused_without_repeating_it() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"wrapping\": \"hush\"}");

        assertThatThrownBy(() -> start(keyring(), null))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("HANDSEL_KEYSET_FILE")
                .hasMessageNotContaining("hush");
    }

    @Test
    void with_a_profile_the_keys_must_be_given() throws IOException {
        assertThatThrownBy(() -> start(keyring(), null, "production"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("HANDSEL_KEYSET_FILE");
        assertThat(file()).doesNotExist();
        assertThatThrownBy(() -> start(keyring(), file(), "production")).isInstanceOf(CannotStart.class);

        KeyRotation.create(file());
        start(keyring(), file(), "production");
        var content = Files.readString(file());
        assertThatThrownBy(() -> KeyRotation.create(file())).isInstanceOf(CannotStart.class);
        assertThat(Files.readString(file())).isEqualTo(content);
    }

    @Test
    void no_text_form_gives_a_key_away() {
        var keyring = started();
        assertThat(keyring.toString() + keyring.keys() + keyring.file())
                .doesNotContain("value", "{")
                .contains(String.valueOf(keyring.primaryKeyId()));
    }
}
