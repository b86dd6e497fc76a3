package dev.handsel.payouts.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.payouts.lifecycle.Payout.BankState;
import dev.handsel.payouts.lifecycle.ProviderOutcome.AnswerUnclear;
import dev.handsel.referrals.affiliates.Affiliates;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestContextManager;

/** Whatever is commanded in whatever order, no money appears or vanishes. */
class PayoutMoneyPropertiesTest extends PayoutScene {

    @Autowired
    PayoutRequests requests;

    @Autowired
    Payouts payouts;

    @Autowired
    Affiliates affiliates;

    /** Something that somebody does to one of two affiliates, or to one of the payouts made so far. */
    sealed interface Command {
        record Earn(int who, long amount) implements Command {}

        record Ask(int who, @Nullable Long amount) implements Command {}

        record Run() implements Command {}

        record Approve(int which) implements Command {}

        record Cancel(int which) implements Command {}

        record Tell(int which, ProviderOutcome outcome) implements Command {}
    }

    /** The whole server, shared with all other tests; this engine does not start it by itself. */
    @BeforeProperty
    void start() throws Exception {
        new TestContextManager(PayoutMoneyPropertiesTest.class).prepareTestInstance(this);
    }

    @Provide
    Arbitrary<List<Command>> courses() {
        var who = Arbitraries.integers().between(0, 1);
        var which = Arbitraries.integers().between(0, 5);
        var money = Arbitraries.longs().between(1, 12_000);
        Arbitrary<Command> command = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(
                        3,
                        who.flatMap(w -> Arbitraries.longs()
                                .between(-9_000, 15_000)
                                .filter(amount -> amount != 0)
                                .map(amount -> new Command.Earn(w, amount)))),
                net.jqwik.api.Tuple.of(
                        3, who.flatMap(w -> money.injectNull(0.6).map(amount -> new Command.Ask(w, amount)))),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(new Command.Run())),
                net.jqwik.api.Tuple.of(1, which.map(Command.Approve::new)),
                net.jqwik.api.Tuple.of(1, which.map(Command.Cancel::new)),
                net.jqwik.api.Tuple.of(
                        5,
                        which.flatMap(w -> Arbitraries.oneOf(
                                        Arbitraries.just(new ProviderOutcome.TransferCreated("told")),
                                        Arbitraries.just(new ProviderOutcome.TransferFound("told")),
                                        Arbitraries.just(new ProviderOutcome.TransferFailed("", "")),
                                        Arbitraries.just(new ProviderOutcome.Sent(1)),
                                        Arbitraries.just(new AnswerUnclear("silence")),
                                        Arbitraries.just(new ProviderOutcome.PutBack("busy")),
                                        money.map(ProviderOutcome.TransferReversed::new),
                                        Arbitraries.of(BankState.values()).map(ProviderOutcome.BankSaid::new))
                                .map(outcome -> new Command.Tell(w, outcome)))));
        return command.list().ofMinSize(5).ofMaxSize(25);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void money_is_conserved(@ForAll("courses") List<Command> course) {
        var world = new World();
        course.forEach(world::take);
        world.check();
        assertThat(violations()).isEmpty();
    }

    private final class World {

        private final Shop shop = shop();
        private final List<Payee> payees = List.of(payee(shop), payee(shop));
        private final long[] earned = new long[2];
        private final List<PayoutId> made = new ArrayList<>();
        private final Caller.Person manager =
                new Caller.Person(somebody("manager").id(), "", false, Set.of(Role.MANAGER));

        void take(Command command) {
            try {
                act(command);
            } catch (Refused refused) {
                assertThat(refused.code()).isNotEqualTo("not_found");
            }
        }

        private void act(Command command) {
            switch (command) {
                case Command.Earn earn -> {
                    PayoutMoneyPropertiesTest.this.earned(shop, payees.get(earn.who()), earn.amount());
                    earned[earn.who()] += earn.amount();
                }
                case Command.Ask ask -> {
                    var affiliate = affiliates.find(payees.get(ask.who()).id()).orElseThrow();
                    note(requests.request(affiliate, USD, ask.amount(), manager.actor()));
                }
                case Command.Run _ ->
                    post(somebody("finance").token(), "/v1/programs/" + shop.id() + "/payouts/run", "{}")
                            .json()
                            .get("payouts")
                            .forEach(payout ->
                                    made.add(PayoutId.parse(payout.get("id").asString())));
                case Command.Approve approve
                when approve.which() < made.size() ->
                    payouts.approve(
                            made.get(approve.which()),
                            affiliates.find(payees.getFirst().id()).orElseThrow(),
                            manager);
                case Command.Cancel cancel
                when cancel.which() < made.size() -> payouts.cancel(made.get(cancel.which()), manager);
                case Command.Tell tell
                when tell.which() < made.size() -> {
                    var id = made.get(tell.which());
                    payouts.simulate(id, named(tell.outcome(), id), manager);
                }
                case Command.Approve _, Command.Cancel _, Command.Tell _ -> {}
            }
        }

        private void note(Payout payout) {
            made.add(payout.terms().id());
        }

        private static ProviderOutcome named(ProviderOutcome outcome, PayoutId id) {
            return switch (outcome) {
                case ProviderOutcome.TransferCreated _ -> new ProviderOutcome.TransferCreated("sim_" + id);
                case ProviderOutcome.TransferFound _ -> new ProviderOutcome.TransferFound("sim_" + id);
                default -> outcome;
            };
        }

        void check() {
            for (int who = 0; who < 2; who++) {
                var sum = ledger.balances(payees.get(who).id()).stream()
                        .mapToLong(balance -> balance.payable() + balance.inFlight() + balance.paid())
                        .sum();
                assertThat(sum).isEqualTo(earned[who]);
            }
        }
    }
}
