package dev.handsel.programs.agreements;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Up to where the terms, memberships and fixed tiers of a programme are meant. All are only added to, one transaction after the
 * other, so that the same numbers always mean the same.
 */
public record AgreementVersion(long terms, long members, long tiers) {

    /** What {@link #read} reads beside the columns of the programme {@code p}. */
    public static final String COLUMNS = """
            (select max(seq) from agreement_terms where program_id = p.id) as agreement_terms_seq,
            (select max(seq) from agreement_member where program_id = p.id) as agreement_members_seq,
            (select max(seq) from agreement_tier_month where program_id = p.id) as agreement_tiers_seq""";

    static final AgreementVersion NONE = new AgreementVersion(0, 0, 0);

    /** The programme's version as it was selected by {@link #COLUMNS}. */
    public static AgreementVersion read(ResultSet row) throws SQLException {
        return new AgreementVersion(
                row.getLong("agreement_terms_seq"),
                row.getLong("agreement_members_seq"),
                row.getLong("agreement_tiers_seq"));
    }

    /** Whether this has everything that the other one has. */
    boolean includes(AgreementVersion other) {
        return terms >= other.terms && members >= other.members && tiers >= other.tiers;
    }
}
