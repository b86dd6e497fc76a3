package dev.handsel.referrals.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ClickId;
import dev.handsel.programs.terms.Program.Model;
import dev.handsel.programs.terms.Rules;
import dev.handsel.referrals.affiliates.Directories;
import dev.handsel.referrals.clicks.ClickStore.Lead;
import dev.handsel.referrals.customers.Attribution.AttributionReason;
import dev.handsel.referrals.customers.Attribution.Candidate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Two affiliates, their clicks, and what a signup says. */
abstract class AttributorScene {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    final Directories affiliates = new Directories();
    final Leads leads = new Leads();
    final AffiliateId nora = affiliates.add("nora", "NORA10");
    final AffiliateId emil = affiliates.add("emil", "EMIL10");

    /** What a signup says, beside its customer. */
    record Said(
            String customer,
            @Nullable String clickId,
            @Nullable String clickRef,
            @Nullable String code,
            @Nullable String coupon,
            @Nullable String email,
            @Nullable String device) {

        Said() {
            this("c1");
        }

        Said(String customer) {
            this(customer, null, null, null, null, null, null);
        }

        Said click(@Nullable ClickId id) {
            return clickId(id == null ? null : id.toString());
        }

        Said clickId(@Nullable String id) {
            return new Said(customer, id, clickRef, code, coupon, email, device);
        }

        Said clickRef(String ref) {
            return new Said(customer, clickId, ref, code, coupon, email, device);
        }

        Said code(String typed) {
            return new Said(customer, clickId, clickRef, typed, coupon, email, device);
        }

        Said coupon(@Nullable String typed) {
            return new Said(customer, clickId, clickRef, code, typed, email, device);
        }

        Said email(String address) {
            return new Said(customer, clickId, clickRef, code, coupon, address, device);
        }

        Said device(@Nullable String name) {
            return new Said(customer, clickId, clickRef, code, coupon, email, name);
        }

        Fact.Signup at(Instant instant) {
            return new Fact.Signup(
                    new Fact.Envelope("ev", instant),
                    customer,
                    clickId,
                    clickRef,
                    code,
                    coupon,
                    email,
                    new Fact.Client(null, null, null, device));
        }
    }

    ClickId click(AffiliateId affiliate, Instant at, @Nullable String device) {
        var id = ClickId.fresh();
        leads.add(new Lead(id, affiliate, null, null, device, null, at, true));
        return id;
    }

    Attributor attributor(Model model, boolean matchDevice) {
        return new Attributor(Rules.terms(model, matchDevice, Rules.STANDARD), affiliates.directory(), leads);
    }

    Attribution decide(Said said) {
        return decide(Model.LAST_CLICK, true, said);
    }

    Attribution decide(Model model, boolean matchDevice, Said said) {
        return attributor(model, matchDevice).atSignup(said.at(NOON), said.email());
    }

    static void assertWon(Attribution attribution, AttributionReason reason, AffiliateId owner) {
        assertThat(attribution.reason()).isEqualTo(reason);
        assertThat(attribution.owner()).hasValue(owner);
        assertThat(attribution.decidedAt()).isEqualTo(NOON);
    }

    static void assertLost(Attribution attribution, String outcome) {
        assertThat(attribution.reason()).isEqualTo(AttributionReason.NONE);
        assertThat(attribution.owner()).isEmpty();
        assertThat(attribution.candidates()).extracting(Candidate::outcome).containsExactly(outcome);
    }
}
