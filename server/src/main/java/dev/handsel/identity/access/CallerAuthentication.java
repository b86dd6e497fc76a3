package dev.handsel.identity.access;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A proven caller in Spring Security's terms: its name is the actor of the audit log, its authorities are the roles. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    private final transient Caller caller;

    CallerAuthentication(Caller caller) {
        super(rights(caller));
        this.caller = caller;
        setAuthenticated(true);
    }

    private static List<SimpleGrantedAuthority> rights(Caller caller) {
        return switch (caller) {
            case Caller.Person person ->
                person.roles().stream()
                        .map(role -> new SimpleGrantedAuthority(role.text()))
                        .toList();
            case Caller.Merchant _ -> List.of();
        };
    }

    Caller caller() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.actor();
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }

    @Override
    public String getCredentials() {
        return "";
    }
}
