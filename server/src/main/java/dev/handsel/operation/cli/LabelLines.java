package dev.handsel.operation.cli;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.Party;
import dev.handsel.fraud.rules.FraudType;
import dev.handsel.fraud.verdicts.Subject;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.referrals.affiliates.Affiliates;
import dev.handsel.referrals.customers.AllCustomers;
import dev.handsel.referrals.customers.Customer;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/** All whom affiliates referred, and all affiliates of whom something was confirmed, as JSON, one a line: what rules are measured by. */
final class LabelLines {

    private static final int AT_ONCE = 1_000;

    private final Verdicts verdicts;
    private final AllCustomers customers;
    private final Affiliates affiliates;
    private final JsonMapper json = new JsonMapper();

    LabelLines(Verdicts verdicts, AllCustomers customers, Affiliates affiliates) {
        this.verdicts = verdicts;
        this.customers = customers;
        this.affiliates = affiliates;
    }

    /** Prints those of a programme. Who was not decided about has no labels, as who is honest. */
    void print(ProgramId program, PrintWriter out) {
        Map<Subject.Kind, Map<String, Set<String>>> labels = verdicts.confirmed(program).stream()
                .collect(groupingBy(
                        Subject::kind,
                        groupingBy(Subject::account, mapping(LabelLines::label, toCollection(TreeSet::new)))));
        var accounts = labels.getOrDefault(Subject.Kind.ACCOUNT, Map.of());
        Optional<CustomerId> last = Optional.empty();
        List<Customer> page;
        do {
            page = customers.attributed(program, last, AT_ONCE);
            print(program, page, accounts, out);
            last = page.isEmpty() ? last : Optional.of(page.getLast().id());
        } while (page.size() == AT_ONCE);
        labels.getOrDefault(Subject.Kind.AFFILIATE, Map.of()).forEach((account, found) -> {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("entity", "affiliate");
            line.put("customer", name(Party.parse(account)));
            line.put("labels", found);
            out.println(json.writeValueAsString(line));
        });
        out.flush();
    }

    private void print(ProgramId program, List<Customer> page, Map<String, Set<String>> labels, PrintWriter out) {
        var owners = page.stream()
                .flatMap(customer -> customer.affiliate().stream())
                .distinct()
                .toList();
        Map<AffiliateId, String> names = affiliates.find(program, List.of(), owners).stream()
                .collect(toMap(found -> found.id(), found -> name(Party.ofAffiliate(found.id(), found.externalId()))));
        for (var customer : page) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("entity", "account");
            line.put("customer", customer.ref());
            line.put("affiliate_id", customer.affiliate().map(names::get).orElse(null));
            line.put("labels", labels.getOrDefault(new Party.Customer(customer.ref()).key(), Set.of()));
            line.put("benign", List.of());
            out.println(json.writeValueAsString(line));
        }
    }

    private static String name(Party party) {
        return switch (party) {
            case Party.Customer customer -> customer.ref();
            case Party.Affiliate affiliate -> affiliate.id().toString();
        };
    }

    private static String label(Subject subject) {
        return subject.type() == FraudType.COLLUSION ? "ring" : subject.type().word();
    }
}
