package dev.handsel.fraud.identities;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.Fact.Client;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What facts tell of the customers whom they name, whatever became of them. */
final class Telling {

    private Telling() {}

    /** A click tells of a visitor, who is nobody's account yet, by their device, and nothing of the affiliate. */
    static Stream<Identifier> identifiers(Fact fact) {
        return switch (fact) {
            case Fact.Signup signup -> Stream.concat(Identifier.ofMail(signup.email()).stream(), of(signup.client()));
            case Fact.AffiliateEnrolled enrolled ->
                Stream.concat(
                        Identifier.of(IdentityKind.PAYOUT_ACCOUNT, enrolled.payoutFingerprint()).stream(),
                        of(enrolled.client()));
            case Fact.Login login -> of(login.client());
            case Fact.InvoicePaid paid ->
                all(List.of(
                        Identifier.of(IdentityKind.CARD, paid.paymentFingerprint()), Identifier.ofAddress(paid.ip())));
            case Fact.TerminalLinked linked ->
                all(List.of(
                        Identifier.of(IdentityKind.TERMINAL, linked.terminal()),
                        Identifier.of(IdentityKind.BROKER_ACCOUNT, linked.brokerAccount())));
            case Fact.TradeOpened opened -> all(List.of(Identifier.of(IdentityKind.BROKER_ACCOUNT, opened.account())));
            case Fact.Click click ->
                Identifier.of(IdentityKind.DEVICE, click.client().device()).stream();
            case Fact.Refund _, Fact.RefundFailed _, Fact.ChargeRefunded _ -> Stream.of();
            case Fact.ChargeRefundFailed _, Fact.DisputeOpened _, Fact.DisputeClosed _ -> Stream.of();
            case Fact.DisputeTold _, Fact.SubscriptionCanceled _, Fact.TradeClosed _, Fact.FirstTrade _ -> Stream.of();
        };
    }

    private static Stream<Identifier> of(Client client) {
        return all(List.of(
                Identifier.ofAddress(client.ip()),
                Identifier.of(IdentityKind.DEVICE, client.device()),
                Identifier.of(IdentityKind.FINGERPRINT, client.fingerprint())));
    }

    private static Stream<Identifier> all(List<Optional<Identifier>> identifiers) {
        return identifiers.stream().flatMap(Optional::stream);
    }
}
