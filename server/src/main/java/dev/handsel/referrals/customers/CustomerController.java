package dev.handsel.referrals.customers;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.referrals.customers.AllCustomers.ProgramCustomer;
import io.swagger.v3.oas.annotations.Operation;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CustomerController {

    private static final Role[] READERS = {Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST};

    private final CustomerStore customers;

    CustomerController(CustomerStore customers) {
        this.customers = customers;
    }

    @Operation(summary = "A customer: whose they are and why, and their firsts", description = """
                    `id` is ours (`cus_...`), or the merchant's with `program` beside it, which an API key need not say. The
                    merchant's goes first where a text is both. An id that cannot stand in a path, as it holds a slash or a percent
                    sign, is given as `/v1/customers/-?customer=`. For people who run the programme and its API key, never for affiliates.""")
    @GetMapping("/v1/customers/{id}")
    ResponseEntity<CustomerView> get(
            Caller caller,
            @PathVariable String id,
            @RequestParam Optional<String> customer,
            @RequestParam Optional<ProgramId> program) {
        var name = id.equals("-") ? customer.orElse(id) : id;
        var view = CustomerView.of(find(caller, name, program).orElseThrow(() -> Refused.notFound("customer")));
        return ResponseEntity.ok().eTag(etag(view)).body(view);
    }

    private Optional<ProgramCustomer> find(Caller caller, String name, Optional<ProgramId> named) {
        var ours = CustomerId.find(name);
        if (named.isEmpty() && ours.isPresent() && caller instanceof Caller.Person) {
            caller.requireRole(READERS);
            return customers.find(ours.get());
        }
        var program = caller.requireProgram(named, READERS);
        return customers
                .find(program, name)
                .map(customer -> new ProgramCustomer(program, customer))
                .or(() -> ours.flatMap(customers::find)
                        .filter(found -> found.program().equals(program)));
    }

    /** No version is counted: what is shown is itself the version. */
    private static String etag(CustomerView view) {
        return "\"" + HexFormat.of().formatHex(Sha256.of(view.toString()), 0, 16) + "\"";
    }
}
