package dev.handsel.identity.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.handsel.base.ids.AccountId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.idempotency.IdempotencyKeyRequired;
import dev.handsel.platform.idempotency.Secrets;
import dev.handsel.platform.idempotency.ShownOnce;
import dev.handsel.platform.json.Judged;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/accounts")
class AccountController {

    record InvitationRequest(@NotNull String email, @NotNull List<@NotNull String> roles) implements Judged {

        @Override
        public List<Fault> judge() {
            return Stream.concat(faults(email, EmailAddress::of), rolesFaults(roles))
                    .toList();
        }
    }

    record RolesRequest(@NotNull List<@NotNull String> roles) implements Judged {

        @Override
        public List<Fault> judge() {
            return rolesFaults(roles).toList();
        }
    }

    private static Stream<Fault> rolesFaults(@Nullable List<String> roles) {
        return roles == null ? Stream.empty() : roles.stream().flatMap(role -> faults(role, Role::parse));
    }

    /** What the reader of this text has to say against it. */
    private static <T> Stream<Fault> faults(@Nullable String text, Function<String, T> reader) {
        if (text == null) {
            return Stream.empty();
        }
        try {
            var _ = reader.apply(text);
            return Stream.empty();
        } catch (Refused refused) {
            return refused.faults().stream();
        }
    }

    record AccountView(AccountId id, String email, List<String> roles) {
        static AccountView of(Caller.Person person) {
            return new AccountView(person.account(), person.email(), texts(person.roles()));
        }
    }

    record InvitationView(
            AccountId id,
            String email,
            List<String> roles,
            @ShownOnce @JsonProperty("setup_url") String setUpUrl) {
        @Override
        public String toString() {
            return "InvitationView[id=" + id + "]";
        }
    }

    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    @Operation(summary = "Invites somebody", description = """
                    They choose a password through the link, which is shown once and lasts 24 hours.""")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    InvitationView invite(
            Caller.Person caller, @Valid @RequestBody InvitationRequest body, HttpServletRequest request) {
        var invitation =
                accounts.invite(caller.requireRole(Role.OWNER), EmailAddress.of(body.email()), roles(body.roles()));
        Secrets.inAnswer(request, "/setup_url");
        return new InvitationView(
                invitation.account(), invitation.email().text(), texts(invitation.roles()), invitation.link());
    }

    @Operation(
            summary = "Who you are here, with your roles",
            description = "For people. `affiliate` and `device_owner` are roles that everybody has.")
    @GetMapping("/me")
    AccountView me(Caller.Person caller) {
        return AccountView.of(caller);
    }

    @Operation(
            summary = "Makes these the roles of the account, from its next request on",
            description =
                    "For owners. Roles that are not named are lost; 409 `last_owner` where nobody would be an owner any more.")
    @PutMapping("/{id}/roles")
    AccountView changeRoles(Caller.Person caller, @PathVariable AccountId id, @Valid @RequestBody RolesRequest body) {
        return AccountView.of(accounts.changeRoles(caller.requireRole(Role.OWNER), id, roles(body.roles())));
    }

    @Operation(summary = "Removes the caller's own account", description = """
                    The last owner cannot (409 `last_owner`).""")
    @DeleteMapping("/me")
    @IdempotencyKeyRequired
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller.Person caller) {
        accounts.remove(caller);
    }

    private static Set<Role> roles(Collection<String> texts) {
        var roles = EnumSet.noneOf(Role.class);
        texts.forEach(text -> roles.add(Role.parse(text)));
        return roles;
    }

    private static List<String> texts(Set<Role> roles) {
        return roles.stream().sorted().map(Role::text).toList();
    }
}
