package dev.handsel.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.identity.access.AccessScene;
import dev.handsel.identity.access.LocalSignIn;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.settings.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FirstOwnerLinkTest extends AccessScene {

    @TempDir
    Path folder;

    @Autowired
    LocalSignIn local;

    @Test
    void without_a_terminal_the_log_names_a_file_that_only_its_owner_reads(CapturedOutput output) throws Exception {
        jdbc.sql("delete from account_role where role = 'owner'").update();

        told(false);

        var link = Files.readString(file()).strip();
        assertThat(link).startsWith(publicUrl.at("/setup?token="));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(output.getAll()).contains(file().toString()).doesNotContain("/setup?token=");
    }

    @Test
    void before_a_terminal_it_is_shown_and_in_no_file(CapturedOutput output) throws Exception {
        jdbc.sql("delete from account_role where role = 'owner'").update();
        Files.writeString(file(), "an older one");

        told(true);

        assertThat(output.getOut()).contains(publicUrl.at("/setup?token="));
        assertThat(file()).doesNotExist();
    }

    @Test
    void once_an_owner_can_sign_in_nothing_is_told_and_the_file_goes(CapturedOutput output) throws Exception {
        knownElsewhere(account(Role.OWNER));
        Files.writeString(file(), "an older one");

        told(false);

        assertThat(output.getAll()).doesNotContain("/setup?token=").doesNotContain(file().toString());
        assertThat(file()).doesNotExist();
    }

    private void told(boolean terminal) {
        new FirstOwnerLink(local, new DataDirectory(folder.toString())).tell(terminal);
    }

    private Path file() {
        return folder.resolve("setup-link.txt");
    }
}
