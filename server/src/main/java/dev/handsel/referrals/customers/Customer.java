package dev.handsel.referrals.customers;

import dev.handsel.base.facts.Block;
import dev.handsel.base.facts.FactOutcome;
import dev.handsel.base.facts.Gate.EndedTrade;
import dev.handsel.base.facts.Qualification;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.programs.terms.CustomerTerms;
import dev.handsel.programs.terms.Terms;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's customer in a programme.
 *
 * @param ref what the merchant calls them
 * @param signedUpAt when they signed up; null while only other facts of them are known
 * @param emailNormalised as {@link EmailAddresses#normalised} makes it
 * @param attribution to whom they are owed; null until they signed up
 * @param firstPaidAt the earliest date of an invoice with cash
 * @param lastPaidAt the latest date of an invoice that counted
 * @param block whether what they pay and trade earns nothing
 * @param qualification how far they have come to the gate of bounties
 */
public record Customer(
        CustomerId id,
        String ref,
        @Nullable Instant signedUpAt,
        @Nullable String emailNormalised,
        @Nullable Attribution attribution,
        @Nullable Instant firstTradeAt,
        @Nullable Instant canceledAt,
        @Nullable Instant firstPaidAt,
        @Nullable Instant lastPaidAt,
        Block block,
        Qualification qualification) {

    static Customer fresh(String ref) {
        return new Customer(
                CustomerId.fresh(), ref, null, null, null, null, null, null, null, Block.NONE, Qualification.NONE);
    }

    /** The affiliate this customer is owed to, if there is one. */
    public Optional<AffiliateId> affiliate() {
        return Optional.ofNullable(attribution).flatMap(Attribution::owner);
    }

    /** The terms of their programme as they count for them; they are owed to somebody. */
    public CustomerTerms terms(Terms terms) {
        var owed = Objects.requireNonNull(attribution);
        return new CustomerTerms(terms, owed.owner().orElseThrow(), owed.by().orElse(null));
    }

    /** What becomes of a fact about them: it counts for who brought them, or for nobody; that is decided at the signup. */
    public FactOutcome outcome() {
        return attribution == null ? FactOutcome.recorded() : attribution.outcome();
    }

    public boolean signedUp() {
        return signedUpAt != null;
    }

    Customer signedUp(Instant at, @Nullable String email, Attribution attributed) {
        return new Customer(
                id,
                ref,
                at,
                email,
                attributed,
                firstTradeAt,
                canceledAt,
                firstPaidAt,
                lastPaidAt,
                block,
                qualification);
    }

    Customer attributed(Attribution attributed) {
        return new Customer(
                id,
                ref,
                signedUpAt,
                emailNormalised,
                attributed,
                firstTradeAt,
                canceledAt,
                firstPaidAt,
                lastPaidAt,
                block,
                qualification);
    }

    Customer traded(Instant at) {
        var first = firstTradeAt == null || at.isBefore(firstTradeAt) ? at : firstTradeAt;
        return new Customer(
                id,
                ref,
                signedUpAt,
                emailNormalised,
                attribution,
                first,
                canceledAt,
                firstPaidAt,
                lastPaidAt,
                block,
                qualification);
    }

    Customer canceled(Instant at) {
        return new Customer(
                id,
                ref,
                signedUpAt,
                emailNormalised,
                attribution,
                firstTradeAt,
                at,
                firstPaidAt,
                lastPaidAt,
                block,
                qualification);
    }

    /** This customer blocked so, or not. */
    public Customer blocked(Block since) {
        return new Customer(
                id,
                ref,
                signedUpAt,
                emailNormalised,
                attribution,
                firstTradeAt,
                canceledAt,
                firstPaidAt,
                lastPaidAt,
                since,
                qualification);
    }

    /** This customer after a trade of theirs has ended. */
    Customer ended(EndedTrade trade) {
        return new Customer(
                id,
                ref,
                signedUpAt,
                emailNormalised,
                attribution,
                firstTradeAt,
                canceledAt,
                firstPaidAt,
                lastPaidAt,
                block,
                qualification.with(trade));
    }

    /** This customer after one more invoice has counted. */
    public Customer invoiced(Instant paidAt, boolean withCash) {
        boolean earlier = firstPaidAt == null || paidAt.isBefore(firstPaidAt);
        var first = withCash && earlier ? paidAt : firstPaidAt;
        var last = lastPaidAt == null || paidAt.isAfter(lastPaidAt) ? paidAt : lastPaidAt;
        return new Customer(
                id,
                ref,
                signedUpAt,
                emailNormalised,
                attribution,
                firstTradeAt,
                canceledAt,
                first,
                last,
                block,
                qualification);
    }
}
