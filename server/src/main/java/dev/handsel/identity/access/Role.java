package dev.handsel.identity.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What an account may do. Every account is an affiliate and a device owner; an owner is everything. */
public enum Role {
    OWNER,
    MANAGER,
    FINANCE,
    ANALYST,
    AFFILIATE,
    DEVICE_OWNER;

    private static final Set<Role> EVERYBODY = Set.of(AFFILIATE, DEVICE_OWNER);

    /** Reads the text form; an unknown role is a fault of the request. */
    @JsonCreator
    public static Role parse(String text) {
        for (var role : values()) {
            if (role.text().equals(text)) {
                return role;
            }
        }
        throw Refused.invalid(List.of(new Fault(
                "/roles",
                "unknown_role",
                "Expected one of: owner, manager, finance, analyst, affiliate, device_owner.")));
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether accounts have this role without being given it. */
    boolean isEverybodys() {
        return EVERYBODY.contains(this);
    }

    /** Every role that an account has to which these were given. */
    static Set<Role> heldBy(Set<Role> given) {
        if (given.contains(OWNER)) {
            return EnumSet.allOf(Role.class);
        }
        var held = EnumSet.copyOf(EVERYBODY);
        held.addAll(given);
        return held;
    }
}
