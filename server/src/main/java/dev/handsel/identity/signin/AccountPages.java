package dev.handsel.identity.signin;

import dev.handsel.base.ids.SessionId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.identity.sessions.Sessions;
import dev.handsel.identity.tokens.TokenIssuer;
import dev.handsel.platform.http.TrustedProxies;
import dev.handsel.platform.paging.PageRequest;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What somebody sees who has signed in: who they are, their sessions, a token, another password, the way out. */
@Hidden
@Controller
@ConditionalOnWebApplication
class AccountPages {

    private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

    /** More than an account can have. */
    private static final int ALL_SESSIONS = 100;

    record Token(String accessToken, long expiresIn) {
        @Override
        public String toString() {
            return "Token[(hidden)]";
        }
    }

    private final Sessions sessions;
    private final PasswordChange passwords;
    private final TokenIssuer issuer;
    private final TrustedProxies proxies;
    private final InstantSource clock;

    AccountPages(
            Sessions sessions,
            PasswordChange passwords,
            TokenIssuer issuer,
            TrustedProxies proxies,
            InstantSource clock) {
        this.sessions = sessions;
        this.passwords = passwords;
        this.issuer = issuer;
        this.proxies = proxies;
        this.clock = clock;
    }

    @GetMapping(value = "/", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView home(Caller.Person person, @RequestParam(defaultValue = "") String done) {
        var page = new ModelAndView("signin/home");
        page.addObject("email", person.email());
        page.addObject("account", person.account());
        page.addObject("roles", person.roles().stream().sorted().map(Role::text).collect(Collectors.joining(", ")));
        page.addObject("done", done);
        page.addObject(
                "sessions",
                sessions.list(person.account(), PageRequest.first(ALL_SESSIONS)).data());
        page.addObject("current", Sessions.current().orElse(null));
        return page;
    }

    /** Comes back to the explorer, signed in. */
    @GetMapping("/account/explorer")
    String explorer() {
        return "redirect:/explorer";
    }

    /** Where a program without a page of its own sends people: they hand the code over. Without the verifier it is worth nothing. */
    @GetMapping("/callback")
    ModelAndView callback(@RequestParam(defaultValue = "") String code) {
        return new ModelAndView("signin/callback", Map.of("code", code));
    }

    /** The way out is a button: what a page elsewhere shows as a picture signs nobody out. */
    @GetMapping("/logout")
    String signOut() {
        return "signin/signout";
    }

    @PostMapping("/account/sessions/end")
    String end(Caller.Person person, @RequestParam(defaultValue = "") String session) {
        if (session.isEmpty()) {
            sessions.endAll(person, Sessions.current().orElse(null));
        } else {
            sessions.end(person, SessionId.parse(session));
        }
        return "redirect:/?done=ended";
    }

    @GetMapping("/account/password")
    ModelAndView password() {
        return new ModelAndView("signin/password");
    }

    @PostMapping("/account/password")
    ModelAndView change(
            Caller.Person person,
            @RequestParam(name = "current", defaultValue = "") String current,
            @RequestParam(name = "fresh", defaultValue = "") String fresh,
            HttpServletRequest request) {
        try {
            passwords.change(
                    person,
                    current,
                    fresh,
                    proxies.client(request),
                    Sessions.current().orElse(null));
            return new ModelAndView("redirect:/?done=password");
        } catch (Refused refused) {
            var page = new ModelAndView("signin/password", HttpStatus.BAD_REQUEST);
            page.addObject("told", told(refused));
            return page;
        }
    }

    private static List<String> told(Refused refused) {
        return refused.faults().isEmpty()
                ? List.of(refused.detail())
                : refused.faults().stream().map(Fault::message).toList();
    }

    /** A token shown to the person. */
    @PostMapping("/account/token")
    ModelAndView token(Caller.Person person) {
        var page = new ModelAndView("signin/token");
        page.addObject("token", fresh(person).accessToken());
        return page;
    }

    /** A token for the explorer. It changes nothing, and no page elsewhere can read it. */
    @GetMapping(value = "/account/token", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Token> tokenForExplorer(Caller.Person person) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(fresh(person));
    }

    private Token fresh(Caller.Person person) {
        return new Token(issuer.token(person.account(), clock.instant(), TOKEN_LIFETIME), TOKEN_LIFETIME.toSeconds());
    }
}
