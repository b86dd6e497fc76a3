package dev.handsel.referrals.affiliates;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Columns;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code affiliate_code_shape}. */
@Repository
class CodeShapeStore {

    private final JdbcClient jdbc;

    CodeShapeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the shapes that are given, and to which code. */
    Map<CodeShape, String> given(ProgramId program, Collection<CodeShape> shapes) {
        var given = new HashMap<CodeShape, String>();
        jdbc.sql("""
                select shape, code from affiliate_code_shape where program_id = :program and shape = any(:shapes)
                """)
                .param("program", program.value())
                .param("shapes", texts(shapes))
                .query(row -> {
                    given.put(new CodeShape(row.getString("shape")), row.getString("code"));
                });
        return given;
    }

    /** Gives the codes their shapes, as far as these are free; returns how many were. */
    int addAll(ProgramId program, Collection<String> codes) {
        return codes.isEmpty()
                ? 0
                : jdbc.sql("""
                        insert into affiliate_code_shape (program_id, shape, code)
                        select :program, * from unnest(:shapes::text[], :codes::text[]) on conflict do nothing
                        """)
                        .param("program", program.value())
                        .param("shapes", texts(codes.stream().map(CodeShape::of).toList()))
                        .param("codes", Columns.texts(codes))
                        .update();
    }

    private static String[] texts(Collection<CodeShape> shapes) {
        return shapes.stream().map(CodeShape::text).toArray(String[]::new);
    }
}
