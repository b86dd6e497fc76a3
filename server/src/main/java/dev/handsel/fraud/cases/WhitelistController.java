package dev.handsel.fraud.cases;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.WhitelistId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.fraud.verdicts.Rulings;
import dev.handsel.fraud.verdicts.Whitelist;
import dev.handsel.fraud.verdicts.WhitelistEntry;
import dev.handsel.fraud.verdicts.WhitelistEntry.Of;
import dev.handsel.fraud.verdicts.WhitelistEntry.WhitelistKind;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.terms.Programs;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/fraud/whitelist")
class WhitelistController {

    /**
     * Something that is to count for nothing.
     *
     * @param accounts whom it is about: two of a pair, one of an account and of an agency, nobody of a network
     * @param addedAt by the clock of the programme
     */
    record WhitelistView(
            WhitelistId id,
            ProgramId program,
            WhitelistKind kind,
            List<String> accounts,
            String reasonCode,
            String reason,
            Instant addedAt,
            String addedBy) {

        static WhitelistView of(WhitelistEntry entry) {
            var accounts = switch (entry.of()) {
                case Of.Pair pair -> List.of(pair.one(), pair.other());
                case Of.Account account -> List.of(account.account());
                case Of.Agency agency -> List.of(agency.affiliate());
                case Of.Network _ -> List.<String>of();
            };
            return new WhitelistView(
                    entry.id(),
                    entry.program(),
                    entry.of().kind(),
                    accounts,
                    entry.reasonCode(),
                    entry.reason(),
                    entry.addedAt(),
                    entry.addedBy());
        }
    }

    private final Whitelist whitelist;
    private final Rulings rulings;
    private final Reviewers reviewers;
    private final Programs programs;
    private final AuditTrail audit;
    private final Transactions transactions;

    WhitelistController(
            Whitelist whitelist,
            Rulings rulings,
            Reviewers reviewers,
            Programs programs,
            AuditTrail audit,
            Transactions transactions) {
        this.whitelist = whitelist;
        this.rulings = rulings;
        this.reviewers = reviewers;
        this.programs = programs;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Operation(summary = "What is never to be found again, the newest first", description = """
                    Put there by decisions about cases. Addresses are kept as hashes and not shown. People name the `program`, an
                    API key need not.""")
    @GetMapping
    Page<WhitelistView> list(Caller caller, @RequestParam Optional<ProgramId> program, PageRequest page) {
        var of = caller.requireProgram(program, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        programs.get(of);
        return whitelist.list(of, page).map(WhitelistView::of);
    }

    @Operation(summary = "Takes something from the whitelist", description = """
                    For owners and managers. What rules say against it counts again, and opens its case. An address that is a
                    crowd's no more is found again when the accounts that have it are judged the next time.""")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller.Person caller, @PathVariable WhitelistId id) {
        caller.requireRole(Role.OWNER, Role.MANAGER);
        transactions.run(() -> {
            var entry = whitelist.find(id).orElseThrow(() -> Refused.notFound("whitelist entry"));
            if (!rulings.admit(entry, reviewers.now(entry.program()), caller.actor())) {
                throw Refused.notFound("whitelist entry");
            }
            audit.record(
                    caller.actor(),
                    "fraud.whitelist.removed",
                    id.toString(),
                    Map.of("program", entry.program(), "kind", entry.of().kind()));
        });
    }
}
