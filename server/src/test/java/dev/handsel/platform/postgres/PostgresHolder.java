package dev.handsel.platform.postgres;

import java.nio.file.Path;

/** A process that runs a PostgreSQL as the server does: until its input ends, or until it is killed. */
final class PostgresHolder {

    private PostgresHolder() {}

    public static void main(String[] arguments) throws Exception {
        try (var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), true);
                var connection = postgres.login().connect();
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists kept (at timestamptz default now())");
            statement.execute("insert into kept default values");
            System.out.println("holding");
            while (System.in.read() >= 0) {
                // Only the end of the input matters.
            }
        }
    }
}
