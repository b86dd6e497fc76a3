package dev.handsel.identity.access;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A proven caller in Spring Security's terms; its name is the actor of the audit log. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    private final transient Caller caller;

    CallerAuthentication(Caller caller) {
        super(List.of());
        this.caller = caller;
        setAuthenticated(true);
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
