package dev.handsel.testing;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.platform.http.OpenPath;
import dev.handsel.platform.http.RequestPaths;
import dev.handsel.platform.idempotency.IdempotencyKeyRequired;
import dev.handsel.platform.idempotency.Secrets;
import dev.handsel.platform.paging.PageRequest;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

/** Endpoints that only tests have, open to everybody under {@code /v1/trial}; {@code X-Trial-Caller} says who calls. */
@Hidden
@RestController
@RequestMapping("/v1/trial")
public class Trial {

    enum Colour {
        RED,
        DARK_BLUE
    }

    record Thing(@NotNull String name, @Min(1) int size) {}

    record Made(UUID id, String name, @Nullable String secret) {}

    private final JdbcClient jdbc;
    private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();

    Trial(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql("create table if not exists trial_thing (id uuid primary key, name text not null)")
                .update();
    }

    public int countOf(String name) {
        return jdbc.sql("select count(*) from trial_thing where name = :name")
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    public int runsOf(String name) {
        return runs.getOrDefault(name, new AtomicInteger()).get();
    }

    Made make(String name, @Nullable String secret) {
        runs.computeIfAbsent(name, _ -> new AtomicInteger()).incrementAndGet();
        var id = UUID.randomUUID();
        jdbc.sql("insert into trial_thing values (:id, :name)")
                .param("id", id)
                .param("name", name)
                .update();
        return new Made(id, name, secret);
    }

    @PostMapping("/things")
    ResponseEntity<Made> thing(@Valid @RequestBody Thing thing) {
        var made = make(thing.name(), null);
        return ResponseEntity.created(URI.create("/v1/trial/things/" + made.id()))
                .eTag(IfMatch.etag(1))
                .body(made);
    }

    @IdempotencyKeyRequired
    @PostMapping("/keyed")
    Made keyed(@RequestBody Thing thing) {
        return make(thing.name(), null);
    }

    @PostMapping("/secrets")
    Made secret(@RequestBody Thing thing, HttpServletRequest request) {
        Secrets.inAnswer(request, "/secret");
        return make(thing.name(), "s3cret");
    }

    /** Its transaction would commit by itself if nothing were around it. */
    @Transactional
    @PostMapping("/refused_after_effect")
    Made refusedAfterEffect(@RequestBody Thing thing) {
        make(thing.name(), null);
        throw new Refused(RefusalKind.CONFLICT, "taken", "Taken.");
    }

    @PostMapping("/failing_after_effect")
    ResponseEntity<Made> failingAfterEffect(@RequestBody Thing thing) {
        return ResponseEntity.status(500).body(make(thing.name(), null));
    }

    /** Answers with a text that PostgreSQL cannot store. */
    @PostMapping("/unstorable")
    ResponseEntity<String> unstorable(@RequestBody Thing thing) {
        make(thing.name(), null);
        return ResponseEntity.ok("nul: \0");
    }

    /** Breaks a constraint that is checked at the commit. */
    @PostMapping("/uncommittable")
    Made uncommittable(@RequestBody Thing thing) {
        jdbc.sql("create table if not exists trial_twice (n int unique deferrable initially deferred)")
                .update();
        jdbc.sql("insert into trial_twice values (1), (1)").update();
        return make(thing.name(), null);
    }

    @PostMapping("/slow")
    Made slow(@RequestBody Thing thing) {
        jdbc.sql("select pg_sleep(0.2)::text").query(String.class).single();
        return make(thing.name(), null);
    }

    /** Loses against somebody else the first two times. */
    @PostMapping("/contended")
    ResponseEntity<Made> contended(@RequestBody Thing thing) {
        var made = make(thing.name(), null);
        if (runsOf(thing.name()) < 3) {
            jdbc.sql("do $$ begin raise exception 'lost' using errcode = '40001'; end $$")
                    .update();
        }
        return ResponseEntity.ok().header("X-Attempt", "last").body(made);
    }

    @GetMapping("/page")
    Map<String, Object> page(PageRequest page) {
        return Map.of("limit", page.limit());
    }

    @PatchMapping("/versioned")
    Map<String, Object> versioned(IfMatch match, @RequestParam(defaultValue = "false") boolean required) {
        if (required) {
            match.require(3);
        } else {
            match.check(3);
        }
        return Map.of("version", 4);
    }

    @GetMapping("/query")
    Map<String, Object> query(
            @RequestParam Instant from, @RequestParam Optional<Colour> colour, @RequestParam @Min(1) int days) {
        return Map.of("from", from, "colour", colour, "days", days);
    }

    @GetMapping("/ids/{id}")
    Map<String, Object> id(@PathVariable ProgramId id) {
        return Map.of("id", id);
    }

    @GetMapping("/numbers/{number}")
    Map<String, Object> number(@PathVariable int number) {
        return Map.of("number", number);
    }

    @GetMapping("/fails/{how}")
    Map<String, Object> fails(@PathVariable String how, @RequestParam(defaultValue = "0") int statements) {
        for (int i = 0; i < statements; i++) {
            jdbc.sql("select 1").query(Integer.class).single();
        }
        throw switch (how) {
            case "bug" -> new IllegalStateException("the password is hunter2");
            case "away" -> new CannotGetJdbcConnectionException("no", new SQLTransientConnectionException("no"));
            case "lock" -> new CannotAcquireLockException("no");
            case "later" -> Refused.later(RefusalKind.TOO_MANY, "too_many", "Too many.", Duration.ofMillis(1500));
            case "nobody" -> new Refused(RefusalKind.UNAUTHENTICATED, "unauthenticated", "Nobody.");
            case "denied" -> new AccessDeniedException("no");
            default -> Refused.notFound("thing");
        };
    }

    @GetMapping("/statements")
    Map<String, Object> statements(@RequestParam int count) {
        for (int i = 0; i < count; i++) {
            jdbc.sql("select 1").query(Integer.class).single();
        }
        return Map.of();
    }

    @DeleteMapping("/things/{name}")
    ResponseEntity<Void> delete(@PathVariable String name) {
        make(name, null);
        return ResponseEntity.noContent().build();
    }

    /** Not open: for callers who prove who they are. */
    @Hidden
    @RestController
    static class Closed {

        private final Trial trial;

        Closed(Trial trial) {
            this.trial = trial;
        }

        @PostMapping("/v1/closed_trial")
        Made make(@RequestBody Thing thing) {
            return trial.make(thing.name(), null);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {

        @Bean
        OpenPath trialPaths() {
            return new OpenPath(RequestPaths.any("/v1/trial/**"));
        }

        @Bean
        FilterRegistrationBean<OncePerRequestFilter> trialCallers() {
            var filter = new OncePerRequestFilter() {
                @Override
                protected void doFilterInternal(
                        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                        throws ServletException, IOException {
                    if ("filter".equals(request.getHeader("X-Trial-Failure"))) {
                        throw new IllegalStateException("the password is hunter2");
                    }
                    var caller = request.getHeader("X-Trial-Caller");
                    chain.doFilter(caller == null ? request : new Called(request, caller), response);
                }
            };
            var registration = new FilterRegistrationBean<OncePerRequestFilter>(filter);
            registration.addUrlPatterns("/v1/trial/*");
            registration.setOrder(1000);
            return registration;
        }
    }

    private static final class Called extends HttpServletRequestWrapper {

        private final String caller;

        private Called(HttpServletRequest request, String caller) {
            super(request);
            this.caller = caller;
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> caller;
        }
    }
}
