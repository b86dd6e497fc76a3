package dev.handsel.fraud.cases;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CaseId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.fraud.cases.CaseStore.Wanted;
import dev.handsel.fraud.cases.DecisionStore.Decided;
import dev.handsel.fraud.cases.FraudCase.CaseState;
import dev.handsel.fraud.cases.FraudCase.Choice;
import dev.handsel.fraud.rules.FraudType;
import dev.handsel.fraud.verdicts.WhitelistEntry.WhitelistKind;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.platform.json.Judged;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/fraud/cases")
class CaseController {

    /**
     * What a person decides.
     *
     * @param reasonCode why, as a word: `household`, `agency`, `colleague`, `test`, `fraud`, `other`, or one of your own
     * @param reason why, in words
     * @param whitelist what is never to be found again; only where it is dismissed
     */
    record DecisionRequest(
            @NotNull Choice decision,

            @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,39}", message = "1 to 40 of a-z, 0-9 and _, with a letter first") String reasonCode,

            @NotBlank @Size(max = 2000) String reason,
            @Nullable WhitelistKind whitelist)
            implements Judged {

        @Override
        public List<Fault> judge() {
            return decision == Choice.CONFIRM && whitelist != null
                    ? List.of(new Fault("/whitelist", "conflict", "What is confirmed is not put on the whitelist."))
                    : List.of();
        }
    }

    private final CaseStore store;
    private final Cases cases;
    private final CaseViews views;
    private final Reviewers reviewers;
    private final Transactions transactions;

    CaseController(CaseStore store, Cases cases, CaseViews views, Reviewers reviewers, Transactions transactions) {
        this.store = store;
        this.cases = cases;
        this.views = views;
        this.reviewers = reviewers;
        this.transactions = transactions;
    }

    @Operation(summary = "Cases of suspected fraud, the newest first", description = """
                    A case holds all that rules say, in one respect, of an affiliate and those they referred. Listed are those
                    of which something is said, and those that were decided. `rule` is the id of a rule, such as SR-2. People see
                    those of all programmes or of one, an API key those of its own.""")
    @GetMapping
    Page<CaseView> list(
            Caller caller,
            @RequestParam @Nullable ProgramId program,
            @RequestParam @Nullable CaseState state,
            @RequestParam @Nullable FraudType type,
            @RequestParam @Nullable String rule,
            @RequestParam @Nullable AffiliateId affiliate,
            PageRequest page) {
        var seen = reviewers.scope(caller, program);
        var found = store.list(new Wanted(seen, state, type, rule, affiliate), page);
        return Page.of(page, found, one -> one.id().value()).map(CaseView::of);
    }

    @Operation(summary = "A case, with its evidence", description = """
                    Which rule said what of whom, by which facts, weights and thresholds; who is named; what had been paid out
                    when somebody was blocked, which nothing takes back by itself; and what was decided. The `ETag` is what
                    `If-Match` of a decision names.""")
    @GetMapping("/{id}")
    ResponseEntity<CaseDetailView> get(Caller caller, @PathVariable CaseId id) {
        return answer(reviewers.require(caller, id));
    }

    @Operation(summary = "The evidence of a case as a graph", description = """
                    Accounts, and what ties two of them together: rules, and identifiers that both have (the kinds alone). At most
                    60 of each, the most suspect first; the rest is counted.""")
    @GetMapping("/{id}/graph")
    CaseGraph graph(Caller caller, @PathVariable CaseId id) {
        return views.graph(reviewers.require(caller, id));
    }

    @Operation(summary = "Decides a case; needs `If-Match`", description = """
                    For owners and managers, the affiliate whose case it is excepted (403 `own_case`). `dismiss` takes the effect of
                    all that is said: what was held is released, what was blocked is earned. It stays so until evidence of another
                    kind appears, or something stronger is said, which opens the case again. With `whitelist` the same is never
                    found again: of these two (`pair`), of these accounts (`account`), by the addresses that they have in common
                    (`network`; other cases lose it when an account of theirs is judged the next time), or by an affiliate who
                    works at the machines of those they refer (`agency`); 422 `nothing_to_whitelist` where there is none.
                    `confirm` keeps the effect, also when the rules say nothing any more. A decision is about those in the case of
                    whom something is said that nobody has decided, and about all of them where there is nobody. What was decided
                    can be decided otherwise; what would change nothing is 409 `case_decided`.""")
    @PostMapping("/{id}/decision")
    ResponseEntity<CaseDetailView> decide(
            Caller.Person caller, @PathVariable CaseId id, IfMatch ifMatch, @Valid @RequestBody DecisionRequest body) {
        caller.requireRole(Role.OWNER, Role.MANAGER);
        return transactions.required(() -> {
            var held = cases.hold(id);
            reviewers.refuseOwn(caller, held);
            ifMatch.require(held.version());
            var decided = new Decided(
                    held.version(),
                    body.decision(),
                    body.reasonCode(),
                    body.reason().strip(),
                    body.whitelist(),
                    reviewers.now(held.program()),
                    caller.actor());
            return answer(cases.decide(held, decided));
        });
    }

    private ResponseEntity<CaseDetailView> answer(FraudCase found) {
        return ResponseEntity.ok().eTag(IfMatch.etag(found.version())).body(views.detail(found));
    }
}
