package dev.handsel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What may not be written in the server, each with what to write in its place. */
@AnalyzeClasses(
        packages = "dev.handsel",
        importOptions = {DoNotIncludeTests.class, BannedPatternsTest.ServerAlone.class})
class BannedPatternsTest {

    /** What stands beside the server has no programmes with clocks of their own. */
    static final class ServerAlone implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/dev/handsel/signing/") && !location.contains("/dev/handsel/stripesim/");
        }
    }

    private static final String[] MONEY = {
        "dev.handsel.base.money..",
        "dev.handsel.base.facts..",
        "dev.handsel.ledger..",
        "dev.handsel.commissions..",
        "dev.handsel.inbox.events..",
        "dev.handsel.inbox.stripebilling..",
        "dev.handsel.inbox.stripeevents..",
        "dev.handsel.payouts..",
        "dev.handsel.accounting.."
    };
    private static final Set<String> INEXACT = Set.of("double", "float", "java.lang.Double", "java.lang.Float");
    private static final String TRANSACTIONS =
            "Transactions begins one and repeats it where it lost against another; an annotation only says that the caller has"
                    + " one (MANDATORY)";
    private static final Set<String> TIMES = Set.of(
            Instant.class.getName(),
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime",
            "java.time.Year",
            "java.time.YearMonth");

    /** Threads of one command, and a read that goes on when the request that began it has lost its patience. */
    private static final Set<String> MAKES_THREADS = Set.of(
            "dev.handsel.inbox.files.LineSource",
            "dev.handsel.operation.cli.Ending",
            "dev.handsel.referrals.links.Destinations");

    private static final Set<String> THREADS = Set.of("ofPlatform", "ofVirtual", "startVirtualThread");
    private static final Set<String> ASYNC = Set.of("supplyAsync", "runAsync");

    @ArchTest
    static final ArchRule THE_PRESENT = noClasses()
            .that()
            .resideOutsideOfPackage("dev.handsel.base.time..")
            .should()
            .callMethodWhere(describe("it reads the system's clock", BannedPatternsTest::readsTheClock))
            .because(
                    "a test programme has a clock of its own: take the InstantSource, or the programme's now(), and ask that")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule CURRENCIES = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.Currency|java\\.text\\.(Number|Decimal|CompactNumber)Format")
            .because(
                    "each Java has other currencies and decimals: Currency of base.money has ours, and Money writes amounts")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule EXACT_FIELDS = fields().that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(MONEY)
            .should()
            .notHaveRawType(inexact())
            .because("0.1 is no double: count minor units in a long, or keep a Fraction until it is rounded once");

    @ArchTest
    static final ArchRule EXACT_METHODS = codeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(MONEY)
            .should(new ArchCondition<>("neither take nor return a double or float") {
                @Override
                public void check(JavaCodeUnit unit, ConditionEvents events) {
                    Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                            .filter(inexact())
                            .forEach(type -> events.add(SimpleConditionEvent.violated(
                                    unit, unit.getFullName() + " has the inexact type " + type.getName())));
                }
            })
            .because("0.1 is no double: count minor units in a long, or keep a Fraction until it is rounded once");

    @ArchTest
    static final ArchRule TRANSACTIONS_OF_METHODS =
            noMethods().should().beAnnotatedWith(transactionOfItsOwn()).because(TRANSACTIONS);

    @ArchTest
    static final ArchRule TRANSACTIONS_OF_CLASSES =
            noClasses().should().beAnnotatedWith(transactionOfItsOwn()).because(TRANSACTIONS);

    @ArchTest
    static final ArchRule NO_THREADS = noClasses()
            .that(describe("are none of the few that may", type -> !MAKES_THREADS.contains(outermost(type))))
            .and()
            .resideOutsideOfPackage("dev.handsel.platform.work..")
            .should()
            .accessTargetWhere(describe("it makes a thread", BannedPatternsTest::makesThread))
            .because(
                    "each thread needs a start, an end and an answer to failures: give the work to a WorkLoop, a WriterThread"
                            + " or a Recurring");

    @ArchTest
    static final ArchRule THE_SIMULATOR_STAYS_OUTSIDE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.handsel.operation.demo..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.handsel.stripesim.."))
            .because(
                    "only the demo brings a simulated Stripe along: a server that pays knows one Stripe, by configuration");

    @ArchTest
    static final ArchRule NO_INJECTED_FIELDS = fields().should()
            .notBeAnnotatedWith(Autowired.class)
            .because("what a class needs stands in its one constructor");

    @ArchTest
    static final ArchRule NO_INJECTED_SETTERS = methods()
            .should()
            .notBeAnnotatedWith(Autowired.class)
            .because("what a class needs stands in its one constructor");

    @ArchTest
    static final ArchRule CONSTRUCTORS_NEED_NO_MARK = constructors()
            .that(describe(
                    "are the only one of their class",
                    constructor -> constructor.getOwner().getConstructors().size() == 1))
            .should()
            .notBeAnnotatedWith(Autowired.class)
            .because("Spring takes the only constructor by itself; @Autowired chooses between two")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NAMES = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Helpers|Util|Utils)")
            .because(
                    "a name says what the thing is: an interface with one implementation is not needed, and what a helper"
                            + " helps with has a name of its own")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NO_GENERATED_BEHAVIOUR = noClasses()
            .should()
            .dependOnClassesThat(are(resideInAPackage("lombok..").or(resideInAPackage("org.mockito.."))))
            .because("records do what Lombok does, and a real PostgreSQL what a mock does")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule LAYERS_ARE_NO_PACKAGES = classes()
            .should()
            .resideOutsideOfPackages(
                    "..util..", "..common..", "..helper..", "..service..", "..repository..", "..controller..")
            .because("packages are features; who looks for a payout looks in payouts");

    @ArchTest
    static void locks_stand_in_one_list(JavaClasses all) {
        assertThat(Sources.java(Sources.JAVA))
                .filteredOn(file -> Sources.text(file).contains("pg_advisory")
                        || Sources.text(file).contains("pg_try_advisory"))
                .as("All advisory locks share one space of numbers: name the lock in Locks")
                .extracting(file -> String.valueOf(file.getFileName()))
                .containsExactly("Locks.java");
    }

    @ArchTest
    static void who_notifies_is_listened_to(JavaClasses all) {
        var sources = Sources.java(Sources.JAVA).stream().map(Sources::text).collect(Collectors.joining());
        assertThat(Pattern.compile("pg_notify\\('(\\w+)'").matcher(sources).results())
                .as("Whoever sends a notification needs somebody with a connection that listens")
                .allSatisfy(sent -> assertThat(sources).contains("listen " + sent.group(1)));
    }

    private static DescribedPredicate<JavaAnnotation<?>> transactionOfItsOwn() {
        return describe(
                "@Transactional that may begin one",
                annotation -> annotation.getRawType().isEquivalentTo(Transactional.class)
                        && annotation.as(Transactional.class).propagation() != Propagation.MANDATORY);
    }

    private static boolean readsTheClock(JavaMethodCall call) {
        MethodCallTarget target = call.getTarget();
        var owner = target.getOwner();
        var name = target.getName();
        return (TIMES.contains(owner.getName()) && name.equals("now"))
                || (owner.isEquivalentTo(Clock.class) && (name.startsWith("system") || name.startsWith("tick")))
                || (owner.isEquivalentTo(InstantSource.class) && name.equals("system"))
                || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"));
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(BannedPatternsTest::outermost).orElse(type.getName());
    }

    private static boolean makesThread(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getName();
        boolean made = name.equals("<init>")
                && Stream.of(
                                Thread.class,
                                Timer.class,
                                ExecutorService.class,
                                AsyncTaskExecutor.class,
                                TaskScheduler.class)
                        .anyMatch(owner::isAssignableTo);
        return made
                || owner.isEquivalentTo(Executors.class)
                || (owner.isEquivalentTo(Thread.class) && THREADS.contains(name))
                || (owner.isEquivalentTo(CompletableFuture.class) && ASYNC.contains(name));
    }

    private static DescribedPredicate<JavaClass> inexact() {
        return describe("double or float", type -> INEXACT.contains(type.getName()));
    }
}
