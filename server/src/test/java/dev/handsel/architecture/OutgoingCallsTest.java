package dev.handsel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.ResourceRetriever;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.handsel.platform.database.OutsideTransactions;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.mail.MailSender;

/**
 * Who speaks with other servers, and that none of them does so inside a transaction: a few classes alone can, and each asks
 * {@link OutsideTransactions} in the very method that sends.
 */
@AnalyzeClasses(
        packages = "dev.handsel",
        importOptions = {DoNotIncludeTests.class, BannedPatternsTest.ServerAlone.class})
class OutgoingCallsTest {

    /** A command that asks the server beside it: a process of its own, which has no database. */
    private static final String BESIDE = "dev.handsel.operation.beside.ServerBeside";

    /** Whoever calls out, by what they do it with. The demo is a client of the server, not a part of it. */
    private static final Map<String, List<String>> CALLERS = Map.of(
            "com.stripe.", List.of(),
            "java.net.http.",
                    List.of(
                            "dev.handsel.platform.stripe.OneAttempt",
                            "dev.handsel.identity.tokens.IssuerCalls",
                            BESIDE),
            "org.springframework.mail.javamail.", List.of("dev.handsel.identity.mail.SmtpServer"),
            "jakarta.mail.Transport", List.of(),
            "com.nimbusds.jose.util.DefaultResourceRetriever", List.of(),
            "com.nimbusds.jose.jwk.source.JWKSourceBuilder", List.of(),
            "java.net.URLConnection", List.of(),
            "java.net.HttpURLConnection", List.of(),
            "org.springframework.web.client.", List.of(),
            "org.springframework.web.reactive.", List.of());

    /** What sends, by where it is declared. */
    private static final Map<Class<?>, Set<String>> SENDING = Map.of(
            HttpClient.class, Set.of("send", "sendAsync"),
            MailSender.class, Set.of("send"),
            ResourceRetriever.class, Set.of("retrieveResource"),
            URL.class, Set.of("openStream", "openConnection", "getContent"));

    @ArchTest
    static final ArchRule FEW_CALL_OUT = noClasses()
            .that()
            .resideOutsideOfPackage("dev.handsel.operation.demo..")
            .should(new ArchCondition<>("speak with other servers by themselves") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getDirectDependenciesFromSelf().stream()
                            .filter(use ->
                                    !mayUse(type.getName(), use.getTargetClass().getName()))
                            .forEach(use -> events.add(SimpleConditionEvent.satisfied(type, use.getDescription())));
                }
            })
            .because("a way out that few know is one that can be guarded: add the caller here, with its guard");

    @ArchTest
    static final ArchRule NO_CALLS_IN_TRANSACTIONS = codeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("dev.handsel.operation.demo..")
            .and()
            .areDeclaredInClassesThat()
            .doNotHaveFullyQualifiedName(BESIDE)
            .and(describe("send", unit -> unit.getMethodCallsFromSelf().stream().anyMatch(OutgoingCallsTest::sends)))
            .should(new ArchCondition<>("ask OutsideTransactions first") {
                @Override
                public void check(JavaCodeUnit unit, ConditionEvents events) {
                    boolean asks = unit.getMethodCallsFromSelf().stream()
                            .anyMatch(call -> call.getTargetOwner().isEquivalentTo(OutsideTransactions.class));
                    events.add(new SimpleConditionEvent(unit, asks, unit.getFullName() + " sends"));
                }
            })
            .because(
                    "a slow partner would hold locks: claim the row with a lease, commit, call, then record the outcome");

    private static boolean mayUse(String type, String used) {
        return CALLERS.entrySet().stream()
                .filter(way -> used.startsWith(way.getKey()))
                .allMatch(way -> way.getValue().stream().anyMatch(type::startsWith));
    }

    /** What is our own is looked at itself. */
    private static boolean sends(JavaMethodCall call) {
        var owner = call.getTargetOwner();
        return !owner.getName().startsWith("dev.handsel.")
                && SENDING.entrySet().stream()
                        .anyMatch(way -> owner.isAssignableTo(way.getKey())
                                && way.getValue().contains(call.getName()));
    }

    /** Calls out as it must not. */
    static final class Careless {
        String ask(HttpClient client) throws IOException, InterruptedException {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://localhost"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    /** May not call out, but would at least ask. */
    static final class Careful {
        String ask(HttpClient client) throws IOException, InterruptedException {
            OutsideTransactions.require("A test");
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://localhost"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    @ArchTest
    static void these_rules_can_fail(JavaClasses all) {
        var careless = new ClassFileImporter().importClasses(Careless.class);
        var careful = new ClassFileImporter().importClasses(Careful.class);

        assertThatThrownBy(() -> NO_CALLS_IN_TRANSACTIONS.check(careless)).hasMessageContaining("Careless.ask");
        assertThatThrownBy(() -> FEW_CALL_OUT.check(careless)).hasMessageContaining("Careless.ask");
        NO_CALLS_IN_TRANSACTIONS.check(careful);
        assertThatThrownBy(() -> FEW_CALL_OUT.check(careful)).hasMessageContaining("Careful.ask");
    }

    @ArchTest
    static void every_caller_is_there(JavaClasses all) {
        CALLERS.values()
                .forEach(callers -> callers.forEach(caller ->
                        assertThat(all.stream().map(JavaClass::getName)).anyMatch(name -> name.startsWith(caller))));
    }
}
