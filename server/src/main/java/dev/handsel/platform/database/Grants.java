package dev.handsel.platform.database;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/**
 * Gives the serving role what it needs after every migration, where another role owns the tables. A table whose comment
 * begins with {@code append-only} can then not be changed by the server, whatever its code does, and one whose comment
 * begins with {@code read-only} is written by migrations and the owner's triggers alone; one that is {@code expiring} can
 * only be emptied as a whole.
 */
record Grants(@Nullable String role) implements Callback {

    private static final String SQL = """
            do $grants$
            declare
                role text := current_setting('handsel.role');
                tables record;
            begin
                if role = '' or role = current_user then
                    return;
                end if;
                execute format('grant usage on schema %I to %I', current_schema(), role);
                execute format('grant usage, select on all sequences in schema %I to %I', current_schema(), role);
                execute format('grant execute on all functions in schema %I to %I', current_schema(), role);
                for tables in
                    select c.oid::regclass as name,
                           c.relname = 'flyway_schema_history' as is_history,
                           -- A partition follows the table it is part of.
                           coalesce(obj_description(coalesce(pg_partition_root(c.oid), c.oid), 'pg_class'), '') as comment
                    from pg_class c
                    where c.relnamespace = current_schema()::regnamespace
                      and c.relkind in ('r', 'p', 'v', 'm')
                      and pg_has_role(c.relowner, 'usage')
                loop
                    execute format('revoke all on %s from %I', tables.name, role);
                    execute format('grant %s on %s to %I',
                        case
                            when tables.is_history or tables.comment like 'read-only%' then 'select'
                            when tables.comment like 'append-only%' then 'select, insert'
                            when tables.comment like 'expiring%' then 'select, insert, truncate'
                            else 'select, insert, update, delete'
                        end, tables.name, role);
                end loop;
            end
            $grants$
            """;

    @Override
    public boolean supports(Event event, @Nullable Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, @Nullable Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        var connection = context.getConnection();
        try (var name = connection.prepareStatement("select set_config('handsel.role', ?, false)");
                var statement = connection.createStatement()) {
            name.setString(1, role == null ? "" : role);
            name.execute();
            statement.execute(SQL);
        } catch (SQLException e) {
            throw new FlywayException("The role " + role + " could not be given its rights", e);
        }
    }

    @Override
    public String getCallbackName() {
        return "grants";
    }
}
