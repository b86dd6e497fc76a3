package dev.handsel.commissions.explanations;

import static java.util.stream.Collectors.joining;

import dev.handsel.commissions.rules.Earning.CommissionKind;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.SaleTerms.Cap;
import dev.handsel.commissions.rules.SaleTerms.Chosen;
import dev.handsel.commissions.rules.SaleTerms.FlatAmount;
import dev.handsel.commissions.rules.SaleTerms.LineTerms;
import dev.handsel.commissions.rules.SaleTerms.Lost;
import dev.handsel.commissions.rules.Slice;
import dev.handsel.programs.agreements.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts into sentences which terms won over which, and what they make of a commission beside its rates. */
final class TermsWords {

    private final Inputs inputs;
    private final CommissionKind kind;
    private final LongFunction<String> money;

    TermsWords(Inputs inputs, CommissionKind kind, LongFunction<String> money) {
        this.inputs = inputs;
        this.kind = kind;
        this.money = money;
    }

    /** The rate of each line in the band, with where it comes from; {@code reason} says what the band is. */
    List<String> rates(String reason) {
        var special = inputs.special();
        if (special == null) {
            return List.of();
        }
        Set<Integer> lines = inputs.slices(kind).stream()
                .map(Slice::line)
                .filter(line -> kind == CommissionKind.BONUS
                        || special.flats().stream()
                                .noneMatch(flat -> flat.lines().contains(line)))
                .collect(Collectors.toSet());
        return special.lines().stream()
                .filter(some -> some.lines().stream().anyMatch(lines::contains))
                .flatMap(some -> rates(some, reason))
                .toList();
    }

    private Stream<String> rates(LineTerms some, String reason) {
        var told = new ArrayList<String>();
        chosen(some, rate())
                .forEach(rate -> told.add("%s: %s %s, set by %s%s%s."
                        .formatted(
                                numbers(some.lines()),
                                rate.value(),
                                reason,
                                by(rate.level(), rate.source()),
                                lost(rate),
                                bonusCut(some))));
        chosen(some, "max_months")
                .forEach(most -> told.add("%s: nothing is earned after %s, set by %s%s."
                        .formatted(numbers(some.lines()), most.value(), by(most.level(), most.source()), lost(most))));
        return told.stream();
    }

    private String bonusCut(LineTerms some) {
        int least = Math.min(some.bonusOnFirstBp(), some.bonusOnRecurringBp());
        return kind == CommissionKind.BONUS && least < some.bonusRateBp()
                ? "; with the rate beneath it, of another level, it makes no more than the whole"
                : "";
    }

    /** Whose holding period counts, where several levels or lines have one. */
    List<String> holding() {
        var special = inputs.special();
        if (special == null) {
            return List.of();
        }
        var longest = special.holdDays() + " days";
        return special.lines().stream()
                .flatMap(some -> chosen(some, "hold_days")
                        .filter(hold -> hold.value().equals(longest))
                        .filter(hold ->
                                special.lines().size() > 1 || !hold.lost().isEmpty())
                        .map(hold -> "%s: held for %s, set by %s%s."
                                .formatted(
                                        numbers(some.lines()),
                                        hold.value(),
                                        by(hold.level(), hold.source()),
                                        lost(hold))))
                .limit(1)
                .toList();
    }

    private String rate() {
        return switch (kind) {
            case FIRST -> "first_rate_bp";
            case RECURRING -> "recurring_rate_bp";
            case BONUS -> "bonus_rate_bp";
            case BOUNTY -> "first_trade_bounty";
        };
    }

    private static Stream<Chosen> chosen(LineTerms some, String member) {
        return some.chosen().stream().filter(chosen -> chosen.member().equals(member));
    }

    /** What flat amounts add, and what caps take off. */
    List<String> amounts() {
        var special = inputs.special();
        if (special == null) {
            return List.of();
        }
        var told = new ArrayList<String>();
        special.flats().stream().filter(flat -> times(flat) > 0).map(this::flat).forEach(told::add);
        long uncut = inputs.exact(kind).roundedHalfEven() + inputs.flat(kind);
        long cut = inputs.earning(kind).map(earning -> earning.amount()).orElse(0L);
        if (cut < uncut) {
            long left = special.caps().stream().mapToLong(Cap::left).min().orElse(0);
            special.caps().stream()
                    .filter(cap -> cap.left() == left)
                    .map(this::cap)
                    .forEach(told::add);
            told.add("What is left of it makes %s of %s.".formatted(money.apply(cut), money.apply(uncut)));
        }
        return told;
    }

    private int times(FlatAmount flat) {
        return switch (kind) {
            case FIRST -> flat.first();
            case RECURRING -> flat.recurring();
            case BONUS, BOUNTY -> 0;
        };
    }

    private String flat(FlatAmount flat) {
        var each = money.apply(flat.amount());
        var what = switch (flat.per()) {
            case FIRST_SALE -> "for the first sale to the customer";
            case SALE -> "for the sale";
            case MONTH -> "for each of %d months that were not paid for before".formatted(times(flat));
        };
        return "%s: %s %s in place of a rate, set by %s%s: %s."
                .formatted(
                        numbers(flat.lines()),
                        each,
                        what,
                        by(flat.level(), flat.source()),
                        flatLost(flat),
                        money.apply(flat.amount() * times(flat)));
    }

    private String flatLost(FlatAmount flat) {
        var special = inputs.special();
        return special == null
                ? ""
                : special.lines().stream()
                        .filter(some -> some.lines().contains(flat.lines().getFirst()))
                        .flatMap(some -> chosen(some, "flat_" + flat.per().word()))
                        .map(TermsWords::lost)
                        .findFirst()
                        .orElse("");
    }

    private String capLost(Cap cap) {
        var special = inputs.special();
        return special == null
                ? ""
                : special.lines().stream()
                        .flatMap(some -> chosen(some, "cap_" + cap.of().word()))
                        .filter(chosen -> chosen.source().equals(cap.source()))
                        .map(TermsWords::lost)
                        .findFirst()
                        .orElse("");
    }

    private String cap(Cap cap) {
        var what = switch (cap.of()) {
            case CUSTOMER -> "A customer earns at most %s in all, set by %s%s; %s was earned before.";
            case AFFILIATE_MONTH ->
                "An affiliate earns at most %s in a month, set by %s%s; %s was earned before in the month of the payment.";
        };
        return what.formatted(
                money.apply(cap.most()), by(cap.level(), cap.source()), capLost(cap), money.apply(cap.before()));
    }

    private static String lost(Chosen chosen) {
        return chosen.lost().isEmpty()
                ? ""
                : ", which goes before "
                        + chosen.lost().stream().map(TermsWords::lost).collect(joining(", "));
    }

    private static String lost(Lost lost) {
        return "%s of %s".formatted(lost.value(), by(lost.level(), lost.source()));
    }

    private static String by(Level level, String source) {
        return switch (level) {
            case LINK -> "terms of the link (" + source + ")";
            case COUPON -> "terms of the coupon (" + source + ")";
            case AFFILIATE -> "terms of the affiliate (" + source + ")";
            case GROUP -> "terms of the group (" + source + ")";
            case PRODUCT -> "terms of the product (" + source + ")";
            case PROGRAM ->
                source.startsWith("trm_") ? "terms of the programme (" + source + ")" : "rule set " + source;
        };
    }

    private static String numbers(List<Integer> lines) {
        var numbers = lines.stream().map(line -> String.valueOf(line + 1)).collect(joining(", "));
        return (lines.size() == 1 ? "Line " : "Lines ") + numbers;
    }
}
