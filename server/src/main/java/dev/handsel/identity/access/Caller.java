package dev.handsel.identity.access;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.ApiKeyId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who is asking, proven: a person with an account, or a merchant's backend with an API key. Controllers take it as a
 * parameter. A missing role is refused as forbidden (403); somebody else's object as unknown (404).
 */
public sealed interface Caller {

    /** A person; the roles are those of this very moment. The e-mail is empty where none is known. */
    record Person(AccountId account, String email, boolean emailVerified, Set<Role> roles) implements Caller {
        public Person {
            roles = Set.copyOf(roles);
        }

        @Override
        public String actor() {
            return "account:" + account;
        }

        public boolean has(Role role) {
            return roles.contains(role);
        }

        private boolean hasAny(Role... anyOf) {
            return Arrays.stream(anyOf).anyMatch(this::has);
        }
    }

    /** A merchant's backend; it acts within one programme. */
    record Merchant(ApiKeyId key, ProgramId program, boolean live) implements Caller {
        @Override
        public String actor() {
            return "api_key:" + key;
        }
    }

    /** The caller as the audit log names it: {@code account:acc_...} or {@code api_key:key_...}. */
    String actor();

    /** The person who is asking; an API key is refused (403). */
    default Person requirePerson() {
        return switch (this) {
            case Person person -> person;
            case Merchant _ -> throw forbidden("This is for people with an account, not for API keys.");
        };
    }

    /** The merchant's backend that is asking; a person is refused (403). */
    default Merchant requireMerchant() {
        return switch (this) {
            case Person _ -> throw forbidden("This is for a merchant's backend with an API key.");
            case Merchant merchant -> merchant;
        };
    }

    /** The person who is asking and has one of these roles; everybody else is refused (403). */
    default Person requireRole(Role... anyOf) {
        var person = requirePerson();
        if (!person.hasAny(anyOf)) {
            throw forbidden("This needs the role " + named(anyOf) + ".");
        }
        return person;
    }

    /**
     * The programme's own API key, or a person with one of these roles. The key of another programme is refused as if
     * there were no such programme (404), a person without the role as forbidden (403).
     */
    default void requireProgram(ProgramId program, Role... anyOf) {
        switch (this) {
            case Person person -> person.requireRole(anyOf);
            case Merchant merchant -> {
                if (!merchant.program().equals(program)) {
                    throw Refused.notFound("programme");
                }
            }
        }
    }

    /**
     * The programme that is asked about: the one that is named, or that of the API key where none is. Refuses like
     * {@link #requireProgram(ProgramId, Role...)}; a person who names none, as invalid (400).
     */
    default ProgramId requireProgram(Optional<ProgramId> named, Role... anyOf) {
        var program = switch (this) {
            case Person person -> {
                person.requireRole(anyOf);
                var fault = new Fault("?program", "required", "Say which programme: its id or slug.");
                yield named.orElseThrow(() -> Refused.invalid(List.of(fault)));
            }
            case Merchant merchant -> named.orElse(merchant.program());
        };
        requireProgram(program, anyOf);
        return program;
    }

    /** The caller of the request that this thread is serving, for code that no controller method reaches. */
    static Optional<Caller> current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                ? Optional.of(known.caller())
                : Optional.empty();
    }

    private static Refused forbidden(String detail) {
        return new Refused(RefusalKind.FORBIDDEN, "forbidden", detail);
    }

    private static String named(Role... roles) {
        return Arrays.stream(roles).map(Role::text).collect(Collectors.joining(" or "));
    }
}
