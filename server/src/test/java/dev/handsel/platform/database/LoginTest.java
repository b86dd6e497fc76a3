package dev.handsel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.platform.postgres.DatabaseLogin;
import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

    @Test
    void a_jdbc_url_is_taken_as_it_is() {
        assertThat(DatabaseLogin.parse(" jdbc:postgresql://db/shop?sslmode=require ", "nora", new Secret("x")))
                .isEqualTo(new DatabaseLogin("jdbc:postgresql://db/shop?sslmode=require", "nora", new Secret("x")));
    }

    @Test
    void the_usual_form_of_hosting_providers_is_understood() {
        assertThat(DatabaseLogin.parse("postgres://no%40ra:a%2Bb+c@db.example:6543/shop?sslmode=require", null, null))
                .isEqualTo(new DatabaseLogin(
                        "jdbc:postgresql://db.example:6543/shop?sslmode=require", "no@ra", new Secret("a+b+c")));
        assertThat(DatabaseLogin.parse("postgresql://db", null, null))
                .isEqualTo(new DatabaseLogin("jdbc:postgresql://db/", null, null));
    }

    @Test
    void user_and_password_of_their_own_come_first() {
        assertThat(DatabaseLogin.parse("postgres://nora:a@db/shop", "mia", new Secret("b")))
                .isEqualTo(new DatabaseLogin("jdbc:postgresql://db/shop", "mia", new Secret("b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mysql://hush@db/shop", "shop", "postgres://", "postgres://hush hush@db/shop", "postgres:///shop"
            })
    void anything_else_is_refused_without_repeating_it(String url) {
        assertThatThrownBy(() -> DatabaseLogin.parse(url, null, null))
                .isInstanceOf(CannotStart.class)
                .hasNoCause()
                .hasMessageContaining("HANDSEL_DATABASE_URL must look like")
                .hasMessageNotContaining("hush");
    }

    @Test
    void a_postgresql_that_is_too_old_is_refused_by_its_name() {
        var login = DatabaseLogin.parse("postgres://db/shop", null, null);
        DatabaseLink.requireVersion(15, login);
        assertThatThrownBy(() -> DatabaseLink.requireVersion(14, login))
                .hasMessage("The database at jdbc:postgresql://db/shop is PostgreSQL 14; Handsel needs 15 or newer.");
    }

    @Test
    void a_password_is_in_no_text() {
        assertThat(DatabaseLogin.parse("jdbc:postgresql://db/shop?password=hush", "nora", new Secret("hush"))
                        .toString())
                .isEqualTo("jdbc:postgresql://db/shop as nora");
    }
}
