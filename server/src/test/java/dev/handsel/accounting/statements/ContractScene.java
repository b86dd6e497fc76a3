package dev.handsel.accounting.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** Every operation that the server describes. */
abstract class ContractScene extends ReportScene {

    static final Set<String> PLAIN = Set.of(
            "GET /r/{program}/{code}",
            "GET /r/{program}/{code}/{path}",
            "GET /v1/device/self",
            "POST /v1/device/heartbeat",
            "GET /v1/signatures/forward-auth",
            "POST /v1/stripe/connect",
            "POST /v1/programs/{id}/stripe/billing");

    final List<Operation> operations = new ArrayList<>();

    @BeforeEach
    void what_the_server_says() {
        var paths = client.get("/v1/openapi.json").json().get("paths");
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
    }
}
