package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.Parameter.*;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rules there are, each with its version: a greater one says the same of no history for certain. What each says in words is in
 * {@code docs/fraud.md}.
 */
public enum Rule {
    SR_1(1, FraudType.SELF_REFERRAL, BLOCK_AT, BLOCK_FAMILIES, FAMILY_AT),
    SR_2(1, FraudType.SELF_REFERRAL, HOLD_AT, HOLD_FAMILIES, FAMILY_AT, DEVICE_MOST, FINGERPRINT_MOST, SOON_WINDOW),
    SR_3(1, FraudType.SELF_REFERRAL, FLAG_AT, HOLD_AT),
    MA_1(
            1,
            FraudType.MULTI_ACCOUNT,
            FLAG_AT,
            HOLD_AT,
            HOLD_FAMILIES,
            FAMILY_AT,
            DEVICE_MOST,
            FINGERPRINT_MOST,
            SOON_WINDOW),
    MA_2(1, List.of(FraudType.COLLUSION, FraudType.MULTI_ACCOUNT), HOLD_AT, CLUSTER),
    MA_3(1, List.of(FraudType.COLLUSION, FraudType.MULTI_ACCOUNT), FLAG_AT, WEAK_CLUSTER),
    CH_1(1, FraudType.COLLUSION, CHAIN_AFFILIATES, CHAIN_REFERRALS, CHAIN_JOIN_WINDOW, SOON_WINDOW),
    PD_1(1, FraudType.COLLUSION, RING_AFFILIATES),
    WT_1(1, FraudType.WASH_TRADE, EFFORT_WINDOW, EFFORT_TRADES, INSTANT_HOLDING),
    WT_2(1, FraudType.WASH_TRADE, EFFORT_WINDOW, EFFORT_TRADES, BRIEF_HOLDING),
    WT_3(
            1,
            FraudType.WASH_TRADE,
            EFFORT_LEAST,
            EFFORT_SHARE,
            INSTANT_PRIOR,
            BRIEF_PRIOR,
            PRIOR_TRADERS,
            RATE_LEAST,
            CHANCE),
    WT_4(1, FraudType.WASH_TRADE, HOLD_AT, EFFORT_WINDOW, EFFORT_TRADES, BRIEF_HOLDING),
    WT_5(1, FraudType.WASH_TRADE, OPPOSITE_TRADES, OPPOSITE_SHARE, FLAG_AT),
    WT_6(1, FraudType.COLLUSION, OPPOSITE_TRADES, OPPOSITE_SHARE, FLAG_AT),
    WT_7(1, FraudType.WASH_TRADE, ROUND_TRIPS, ROUND_TRIP_SHARE, ROUND_TRIP_HOLDING, ROUND_TRIP_SPREADS),
    CF_0(1, FraudType.CLICK_FRAUD, CLICKS_A_DAY),
    CF_1(1, FraudType.CLICK_FRAUD, FILTERED_LEAST, FILTERED_SHARE),
    CF_2(1, FraudType.CLICK_FRAUD, QUICK_LEAST, QUICK_SHARE, QUICK_RATE, QUICK_FROM, QUICK_UNTIL, RATE_LEAST, CHANCE),
    CF_3(1, FraudType.CLICK_FRAUD, DEAD_LEAST, DEAD_SHARE, RATE_LEAST, CHANCE),
    CF_4(1, FraudType.CLICK_FRAUD, FRUITLESS_CLICKS, FRUITLESS_SHARE, CHANCE),
    CF_5(1, FraudType.CLICK_FRAUD, LATE_LEAST, LATE_SHARE, LATE_AFTER, RATE_LEAST, CHANCE),
    CF_6(1, FraudType.COUPON_LEAK, OVERWRITTEN_LEAST, OVERWRITTEN_SHARE, RATE_LEAST, CHANCE),
    CL_1(1, FraudType.COUPON_LEAK, LEAKED_LEAST, LEAKED_SHARE),
    CL_2(1, FraudType.COUPON_LEAK, AT_TILL_LEAST, AT_TILL_SHARE, CHANCE),
    CB_1(1, FraudType.CHARGEBACK, DISPUTES_LEAST, DISPUTES_SHARE, DISPUTES_CONFIDENCE),
    VE_1(1, FraudType.VELOCITY, SURGE_SIGNUPS, SURGE_TIMES);

    private final int version;
    private final ImmutableList<FraudType> types;
    private final ImmutableList<Parameter> thresholds;

    Rule(int version, List<FraudType> types, Parameter... thresholds) {
        this.version = version;
        this.types = ImmutableList.copyOf(types);
        this.thresholds = ImmutableList.copyOf(thresholds);
    }

    Rule(int version, FraudType type, Parameter... thresholds) {
        this(version, List.of(type), thresholds);
    }

    /** As it is written everywhere: {@code SR-1}. */
    @JsonValue
    public String id() {
        return name().replace('_', '-');
    }

    /** The rule of this id. */
    public static Optional<Rule> find(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id().equals(id)).findFirst();
    }

    public int version() {
        return version;
    }

    /** What it suspects; for each type it says the same. */
    public List<FraudType> types() {
        return types;
    }

    /** The parameters that decide it, beside the weights of facts. */
    public List<Parameter> thresholds() {
        return thresholds;
    }

    /** Whether a hold of an affiliate by it stops all that they earn, and not only what their named referrals bring. */
    public boolean stopsAll() {
        return this == PD_1 || this == CB_1;
    }

    @Override
    public String toString() {
        return id();
    }
}
