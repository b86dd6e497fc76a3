package dev.handsel.payouts.lifecycle;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.base.words.Word;
import dev.handsel.payouts.lifecycle.Payout.Approved;
import dev.handsel.payouts.lifecycle.Payout.BankState;
import dev.handsel.payouts.lifecycle.Payout.Canceled;
import dev.handsel.payouts.lifecycle.Payout.Failed;
import dev.handsel.payouts.lifecycle.Payout.OnItsWay;
import dev.handsel.payouts.lifecycle.Payout.PartlyReversed;
import dev.handsel.payouts.lifecycle.Payout.Requested;
import dev.handsel.payouts.lifecycle.Payout.Reserved;
import dev.handsel.payouts.lifecycle.Payout.Reversed;
import dev.handsel.payouts.lifecycle.Payout.Sending;
import dev.handsel.payouts.lifecycle.Payout.Transfer;
import dev.handsel.payouts.lifecycle.Payout.Transferred;
import dev.handsel.payouts.lifecycle.Payout.Unknown;
import dev.handsel.payouts.lifecycle.PayoutTerms.Origin;
import dev.handsel.programs.terms.Program.PayoutProvider;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of a payout that depend on its state. */
record PayoutRow(
        @Nullable String approvedBy,
        @Nullable String reference,
        @Nullable BankState bank,
        long reversed,
        @Nullable Long sentInParts) {

    static PayoutRow of(Payout payout) {
        return switch (payout) {
            case Requested _ -> new PayoutRow(null, null, null, 0, null);
            case Approved approved -> new PayoutRow(approved.approvedBy(), null, null, 0, null);
            case OnItsWay open -> onItsWay(open);
            case Failed failed -> new PayoutRow(failed.approvedBy(), null, null, 0, null);
            case Canceled canceled -> new PayoutRow(canceled.approvedBy(), null, null, 0, null);
            case Transferred done -> transfer(payout, done.transfer());
            case PartlyReversed done -> transfer(payout, done.transfer());
            case Reversed done -> transfer(payout, done.transfer());
        };
    }

    private static PayoutRow onItsWay(OnItsWay open) {
        var moved = open.moved();
        return new PayoutRow(open.approvedBy(), null, null, moved.back(), moved.left() == 0 ? null : moved.left());
    }

    private static PayoutRow transfer(Payout payout, Transfer transfer) {
        boolean whole = transfer.amount() == payout.terms().amount().minor();
        return new PayoutRow(
                transfer.approvedBy(),
                transfer.reference(),
                transfer.bank(),
                payout.reversed(),
                whole ? null : transfer.amount());
    }

    static Payout read(ResultSet row, int number) throws SQLException {
        var terms = terms(row);
        var approvedBy = row.getString("approved_by");
        return switch (row.getString("state")) {
            case "requested" -> new Requested(terms);
            case "approved" -> new Approved(terms, Objects.requireNonNull(approvedBy));
            case "reserved" -> new Reserved(terms, approvedBy, moved(row));
            case "sending" -> new Sending(terms, approvedBy, moved(row));
            case "unknown" -> new Unknown(terms, approvedBy, moved(row));
            case "transferred" -> new Transferred(terms, transfer(row, terms));
            case "partly_reversed" -> new PartlyReversed(terms, transfer(row, terms), row.getLong("reversed"));
            case "reversed" -> new Reversed(terms, transfer(row, terms));
            case "failed" -> new Failed(terms, approvedBy);
            case "canceled" -> new Canceled(terms, approvedBy);
            case String other -> throw new IllegalStateException("Unknown state of a payout: " + other);
        };
    }

    private static Moved moved(ResultSet row) throws SQLException {
        return new Moved(row.getLong("sent_in_parts"), row.getLong("reversed"));
    }

    private static Transfer transfer(ResultSet row, PayoutTerms terms) throws SQLException {
        var inParts = row.getObject("sent_in_parts", Long.class);
        return new Transfer(
                row.getString("approved_by"),
                row.getString("provider_reference"),
                inParts == null ? terms.amount().minor() : inParts,
                bank(row));
    }

    static @Nullable BankState bank(ResultSet row) throws SQLException {
        var bank = row.getString("bank_state");
        return bank == null ? null : Word.read(BankState.class, bank);
    }

    private static PayoutTerms terms(ResultSet row) throws SQLException {
        return new PayoutTerms(
                new PayoutId(row.getObject("id", UUID.class)),
                new ProgramId(row.getObject("program_id", UUID.class)),
                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                new Money(row.getLong("amount"), Currency.of(row.getString("currency"))),
                Word.read(PayoutProvider.class, row.getString("provider")),
                row.getString("destination"),
                Word.read(Origin.class, row.getString("origin")),
                row.getString("requested_by"),
                row.getBoolean("two_person"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"));
    }
}
