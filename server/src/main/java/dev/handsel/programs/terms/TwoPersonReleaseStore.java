package dev.handsel.programs.terms;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Timestamps;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code program_two_person_release}. */
@Repository
class TwoPersonReleaseStore {

    private final JdbcClient jdbc;

    TwoPersonReleaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<TwoPersonRelease> find(ProgramId program) {
        return jdbc.sql("select * from program_two_person_release where program_id = :program")
                .param("program", program.value())
                .query((row, _) -> new TwoPersonRelease(
                        new ProgramId(row.getObject("program_id", UUID.class)),
                        row.getString("asked_by"),
                        Objects.requireNonNull(Timestamps.instant(row, "asked_at"))))
                .optional();
    }

    /** Writes the wish down in place of an older one. */
    void put(TwoPersonRelease release) {
        jdbc.sql("""
                insert into program_two_person_release (program_id, asked_by, asked_at) values (:program, :by, :at)
                on conflict (program_id) do update set asked_by = excluded.asked_by, asked_at = excluded.asked_at
                """)
                .param("program", release.program().value())
                .param("by", release.askedBy())
                .param("at", utc(release.askedAt()))
                .update();
    }

    /** Forgets the wish; says whether there was one. */
    boolean remove(ProgramId program) {
        return jdbc.sql("delete from program_two_person_release where program_id = :program")
                        .param("program", program.value())
                        .update()
                == 1;
    }
}
