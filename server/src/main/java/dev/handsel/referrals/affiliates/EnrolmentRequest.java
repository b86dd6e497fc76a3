package dev.handsel.referrals.affiliates;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.EmailAddress;
import dev.handsel.referrals.affiliates.Enrolment.MerchantAffiliate;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two ways in which somebody becomes an affiliate. */
sealed interface EnrolmentRequest {

    String CODE = "[A-Za-z0-9_-]{4,32}";
    String CODE_MESSAGE = "4 to 32 of a-z, 0-9, underscores and hyphens";

    /** A person joins. */
    record Join(
            @NotNull ProgramId program,

            @Nullable @Pattern(regexp = CODE, message = CODE_MESSAGE) String code) implements EnrolmentRequest {}

    /** A merchant brings in a customer; {@code program} may only be its own. */
    record Register(
            @Nullable ProgramId program,
            @NotBlank @Size(max = 200) String externalId,
            @Nullable Email email,

            @Nullable @Pattern(regexp = CODE, message = CODE_MESSAGE) String code,

            @Nullable @Size(max = 100) List<CouponCode> coupons)
            implements EnrolmentRequest {

        MerchantAffiliate customer() {
            return new MerchantAffiliate(
                    externalId,
                    Optional.ofNullable(email).map(Email::address),
                    Optional.ofNullable(code),
                    coupons == null
                            ? List.of()
                            : coupons.stream().map(CouponCode::text).distinct().toList());
        }
    }

    /** An e-mail address as a member of a body. */
    record Email(EmailAddress address) {

        @com.fasterxml.jackson.annotation.JsonCreator
        static Email parse(String typed) {
            try {
                return new Email(EmailAddress.of(typed));
            } catch (Refused malformed) {
                throw here(malformed.faults());
            }
        }

        private static Refused here(List<Fault> faults) {
            var moved = new ArrayList<Fault>();
            faults.forEach(fault -> moved.add(new Fault("", fault.code(), fault.message())));
            return Refused.invalid(moved);
        }
    }

    /** A coupon as it is stored: 1 to 100 characters, upper case, without space around or control characters. */
    record CouponCode(String text) {

        @com.fasterxml.jackson.annotation.JsonCreator
        static CouponCode parse(String typed) {
            var text = Codes.coupon(typed);
            if (text.isEmpty() || text.length() > 100 || text.chars().anyMatch(Character::isISOControl)) {
                throw Refused.invalid(
                        List.of(new Fault("", "malformed", "A coupon has 1 to 100 characters, none of them control.")));
            }
            return new CouponCode(text);
        }
    }
}
