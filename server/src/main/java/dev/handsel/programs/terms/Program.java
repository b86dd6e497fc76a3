package dev.handsel.programs.terms;

import dev.handsel.base.addresses.LandingHost;
import dev.handsel.base.addresses.WebAddress;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.words.Word;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A programme: whose referrals are tracked, under which terms.
 *
 * @param slug its name in links, unique on this server
 * @param currency only the default for display; money keeps its own currency
 * @param holdDays what the rule set {@code default} was made with
 * @param payoutMinimums the least that is paid out, in minor units by currency; where a currency is missing, one payout
 *     step
 * @param payoutHour when the daily batch runs, an hour of the day in UTC
 * @param version counts changes, for {@code ETag}
 */
public record Program(
        ProgramId id,
        String name,
        String slug,
        ProgramClock clock,
        String landingUrl,
        List<String> allowedLandingHosts,
        Currency currency,
        int holdDays,
        Map<String, Long> payoutMinimums,
        PayoutSchedule payoutSchedule,
        int payoutHour,
        PayoutProvider payoutProvider,
        boolean twoPersonPayouts,
        AttributionTerms attribution,
        Consent consent,
        Tracking tracking,
        long version,
        Instant createdAt) {

    /** The hour of the daily batch where none is chosen. */
    static final int USUAL_PAYOUT_HOUR = 6;

    /** For how many days commissions are held and clicks count where nothing else is chosen. */
    static final int USUAL_DAYS = 30;

    static final String USUAL_CURRENCY = "USD";

    /** The least that is paid out where nothing else is chosen, in minor units of the programme's currency. */
    static final long USUAL_MINIMUM = 5000;

    /** How signups find the affiliate they are owed to. */
    public record AttributionTerms(Model model, int windowDays, boolean matchDevice) {}

    /** Which of several clicks counts. */
    public enum Model implements Word {
        LAST_CLICK,
        FIRST_CLICK
    }

    /** When the batch of payouts runs. */
    public enum PayoutSchedule implements Word {
        DAILY,
        MANUAL
    }

    /** Who moves the money. */
    public enum PayoutProvider implements Word {
        STRIPE,
        SIMULATED
    }

    /** Whether a visitor must agree before a cookie is set. */
    public enum Consent implements Word {
        REQUIRED,
        NOT_APPLICABLE
    }

    Program withSlug(String other) {
        return new Program(
                id,
                name,
                other,
                clock,
                landingUrl,
                allowedLandingHosts,
                currency,
                holdDays,
                payoutMinimums,
                payoutSchedule,
                payoutHour,
                payoutProvider,
                twoPersonPayouts,
                attribution,
                consent,
                tracking,
                version,
                createdAt);
    }

    /** After two people agreed that one is enough. */
    Program withoutTwoPersonPayouts() {
        return new Program(
                id,
                name,
                slug,
                clock,
                landingUrl,
                allowedLandingHosts,
                currency,
                holdDays,
                payoutMinimums,
                payoutSchedule,
                payoutHour,
                payoutProvider,
                false,
                attribution,
                consent,
                tracking,
                version,
                createdAt);
    }

    /** Whether browsers may be sent there. */
    public boolean allows(WebAddress address) {
        return allows(allowedLandingHosts, address);
    }

    static boolean allows(Collection<String> hosts, WebAddress address) {
        return !Collections.disjoint(hosts, LandingHost.namesOf(address));
    }

    public boolean live() {
        return clock instanceof ProgramClock.Live;
    }

    /** The programme's present. */
    public Instant now(InstantSource system) {
        return clock.now(system);
    }

    /** The least that is paid out in {@code payout}, in minor units. */
    public long payoutMinimum(Currency payout) {
        return payoutMinimums.getOrDefault(payout.code(), 0L);
    }
}
