package dev.handsel.fraud.rules;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.fraud.rules.Chains.Rung;
import dev.handsel.fraud.rules.Clusters.About;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Groups of accounts: clusters, chains and payout rings. */
class GroupRulesTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    /** Links that a test draws; "a1" is a referral of "a". */
    private static final class Drawn implements Edges {

        private final Map<String, List<Edge>> edges = new HashMap<>();

        Drawn line(double strength, String... accounts) {
            for (int i = 1; i < accounts.length; i++) {
                edge(accounts[i - 1], accounts[i], strength);
                edge(accounts[i], accounts[i - 1], strength);
            }
            return this;
        }

        private void edge(String from, String to, double strength) {
            edges.computeIfAbsent(from, _ -> new ArrayList<>()).add(new Edge(to, strength));
        }

        @Override
        public Map<String, List<Edge>> of(Collection<String> accounts) {
            return accounts.stream().filter(edges::containsKey).collect(toMap(Function.identity(), edges::get));
        }

        @Override
        public Map<String, String> affiliates(Collection<String> accounts) {
            return accounts.stream()
                    .filter(account -> account.length() > 1)
                    .collect(toMap(Function.identity(), account -> account.substring(0, 1)));
        }
    }

    @Test
    void three_surely_linked_referrals_of_one_affiliate_are_a_cluster() {
        var three = new Drawn().line(0.72, "a1", "a2", "a3");
        assertThat(held(three, "a1", Rule.MA_2)).containsExactly("a1", "a2", "a3");
        assertThat(held(three, "a2", Rule.MA_2)).containsExactlyInAnyOrder("a1", "a2", "a3");
        assertThat(held(new Drawn().line(0.71, "a1", "a2", "a3"), "a1", Rule.MA_2))
                .isEmpty();
        assertThat(held(new Drawn().line(0.72, "a1", "a2"), "a1", Rule.MA_2)).isEmpty();
    }

    @Test
    void six_that_are_probably_linked_are_one_too() {
        assertThat(held(new Drawn().line(0.45, "a1", "a2", "a3", "a4", "a5", "a6"), "a3", Rule.MA_3))
                .hasSize(6);
        assertThat(held(new Drawn().line(0.44, "a1", "a2", "a3", "a4", "a5", "a6"), "a3", Rule.MA_3))
                .isEmpty();
        assertThat(held(new Drawn().line(0.45, "a1", "a2", "a3", "a4", "a5"), "a3", Rule.MA_3))
                .isEmpty();
    }

    @Test
    void an_affiliate_belongs_to_the_cluster_of_their_referrals() {
        assertThat(held(new Drawn().line(0.9, "a1", "a", "a2", "a3"), "a", Rule.MA_2))
                .contains("a")
                .hasSize(4);
    }

    @Test
    void whoever_is_linked_but_of_another_affiliate_is_not_held() {
        assertThat(held(new Drawn().line(0.9, "a1", "a2", "a3", "b1", "b2"), "b2", Rule.MA_2))
                .containsExactlyInAnyOrder("a1", "a2", "a3");
    }

    @Test
    void a_cluster_whose_link_has_gone_clears() {
        var judged = new Clusters(Parameters.STANDARD).judge("a1", new Drawn().line(0.9, "a1", "a2"));
        assertThat(judged).extracting(About::account).containsOnly("a1", "a2");
        assertThat(judged).allMatch(about -> about.verdict().action() == Action.CLEAR);
        assertThat(judged)
                .extracting(about -> about.verdict().type())
                .contains(FraudType.COLLUSION, FraudType.MULTI_ACCOUNT);
        assertThat(judged).as("two rules, two types, two accounts").hasSize(8);
    }

    @Test
    void nobody_walks_further_than_sixty_accounts() {
        var names = new String[100];
        for (int i = 0; i < names.length; i++) {
            names[i] = "a" + (100 + i);
        }
        var reached = Clusters.reach("a100", new Drawn().line(0.9, names), 0.72);
        assertThat(reached).hasSize(60).startsWith("a100", "a101").endsWith("a159");
        var star = new Drawn();
        for (var name : names) {
            star.line(0.9, "a", name);
        }
        assertThat(Clusters.reach("a", star, 0.72)).hasSize(60).startsWith("a", "a100", "a101");
    }

    @Test
    void three_affiliates_who_each_brought_the_next_at_once_are_a_chain() {
        var chain = chain(affiliate("c", 8, 1), affiliate("b", 4, 1), affiliate("a", 0, 5));
        assertThat(chain.members()).containsExactly("c", "b", "a");
        assertThat(chain.verdict().action()).isEqualTo(Action.HOLD);
        assertThat(chain.verdict().evidence().facts()).containsEntry("affiliates", 3);
        assertThat(chain(affiliate("b", 4, 1), affiliate("a", 0, 5)).verdict().action())
                .isEqualTo(Action.CLEAR);
    }

    @Test
    void a_customer_at_the_end_of_a_chain_belongs_to_it_and_is_no_link() {
        assertThat(chain(customer("d", 9), affiliate("c", 8, 1), affiliate("b", 4, 1), affiliate("a", 0, 5))
                        .members())
                .containsExactly("d", "c", "b", "a");
        assertThat(chain(customer("c", 9), affiliate("b", 4, 1), affiliate("a", 0, 5))
                        .members())
                .isEmpty();
        assertThat(chain(customer("c", 9)).verdict().action()).isEqualTo(Action.CLEAR);
    }

    @Test
    void a_chain_clears_when_one_of_it_brings_more_than_three() {
        assertThat(chain(affiliate("c", 8, 1), affiliate("b", 4, 3), affiliate("a", 0, 5))
                        .members())
                .hasSize(3);
        assertThat(chain(affiliate("c", 8, 1), affiliate("b", 4, 4), affiliate("a", 0, 5))
                        .members())
                .isEmpty();
    }

    @Test
    void who_takes_time_to_join_is_no_link() {
        var day = Duration.ofDays(1);
        var slow = new Rung("b", MONDAY, MONDAY.plus(day), 1);
        assertThat(chain(affiliate("c", 4, 1), slow, affiliate("a", 0, 5)).members())
                .hasSize(3);
        var slower = new Rung("b", MONDAY, MONDAY.plus(day).plusMillis(1), 1);
        assertThat(chain(affiliate("c", 4, 1), slower, affiliate("a", 0, 5)).members())
                .isEmpty();
        assertThat(chain(affiliate("c", 10, 1), affiliate("b", 5, 1), affiliate("a", 0, 5))
                        .members())
                .hasSize(3);
        assertThat(chain(affiliate("c", 11, 1), affiliate("b", 5, 1), affiliate("a", 0, 5))
                        .members())
                .isEmpty();
    }

    @Test
    void a_chain_is_followed_for_eight_links() {
        var line = new ArrayList<Rung>();
        for (int day = 20; day >= 0; day--) {
            line.add(affiliate("a" + day, day, 1));
        }
        assertThat(new Chains(Parameters.STANDARD).judge(line).members()).hasSize(9);
    }

    @Test
    void two_affiliates_on_one_payout_account_may_be_a_couple_and_three_are_not() {
        var rings = new PayoutRings(Parameters.STANDARD);
        assertThat(rings.judge(1).action()).isEqualTo(Action.CLEAR);
        assertThat(rings.judge(2).action()).isEqualTo(Action.FLAG);
        assertThat(rings.judge(3).action()).isEqualTo(Action.HOLD);
        assertThat(rings.judge(3).type()).isEqualTo(FraudType.COLLUSION);
        assertThat(rings.judge(3).evidence().facts()).containsEntry("affiliates", 3);
    }

    private static List<String> held(Edges edges, String start, Rule rule) {
        return new Clusters(Parameters.STANDARD)
                .judge(start, edges).stream()
                        .filter(about -> about.verdict().rule() == rule
                                && about.verdict().action() == Action.HOLD)
                        .map(About::account)
                        .distinct()
                        .toList();
    }

    private static Chains.Chain chain(Rung... upward) {
        return new Chains(Parameters.STANDARD).judge(List.of(upward));
    }

    /** Signed up on a day, enrolled at that instant. */
    private static Rung affiliate(String account, int day, int referrals) {
        var at = MONDAY.plus(Duration.ofDays(day));
        return new Rung(account, at, at, referrals);
    }

    private static Rung customer(String account, int day) {
        return new Rung(account, MONDAY.plus(Duration.ofDays(day)), null, 0);
    }
}
