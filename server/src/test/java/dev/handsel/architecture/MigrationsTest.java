package dev.handsel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MigrationsTest {

    @Test
    void a_migration_is_named_by_number_and_what_it_is_about() {
        assertThat(Sources.migrations())
                .extracting(file -> file.getFileName().toString())
                .as("V012__payouts_add_bank_reference.sql: three digits, two underscores, module and change")
                .allMatch(name -> name.matches("V\\d{3}__[a-z]+(_[a-z]+)*\\.sql"))
                .extracting(name -> name.substring(0, 4))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_migration_says_why_in_its_first_line() {
        assertThat(Sources.migrations())
                .allSatisfy(file -> assertThat(Sources.text(file)).startsWith("-- "));
    }
}
