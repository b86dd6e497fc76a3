package dev.handsel.identity.access;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.handsel.base.ids.AccountId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.tokens.TrustedTokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who is calling by the bearer token. A request without one goes on as nobody's; a token that proves nothing
 * ends it here.
 */
final class BearerFilter extends OncePerRequestFilter {

    private static final String SCHEME = "bearer ";

    private final ApiKeyGate apiKeys;
    private final TrustedTokens tokens;
    private final Accounts accounts;
    private final SecurityRefusals refusals;

    BearerFilter(ApiKeyGate apiKeys, TrustedTokens tokens, Accounts accounts, SecurityRefusals refusals) {
        this.apiKeys = apiKeys;
        this.tokens = tokens;
        this.accounts = accounts;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var token = token(request);
        if (token.isPresent()) {
            try {
                var context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(new CallerAuthentication(identify(token.get(), request)));
                SecurityContextHolder.setContext(context);
            } catch (Refused refused) {
                refusals.answer(request, response, refused);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    /** Whose token this is: one statement, except when somebody from elsewhere comes for the first time. */
    private Caller identify(String token, HttpServletRequest request) {
        if (ApiKeyText.isMeant(token)) {
            return apiKeys.identify(token, request);
        }
        var verified = tokens.verify(token);
        var person = verified.builtIn()
                ? local(verified.claims())
                : accounts.person(Accounts.Elsewhere.of(verified.issuer(), verified.claims()));
        return person.orElseThrow(TrustedTokens::invalid);
    }

    private Optional<Caller.Person> local(JWTClaimsSet claims) {
        try {
            return accounts.person(AccountId.parse(claims.getSubject()));
        } catch (Refused malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(header -> header.substring(SCHEME.length()).strip());
    }
}
