package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.accounts.Context;
import dev.handsel.fraud.accounts.Origins.Origin;
import dev.handsel.fraud.identities.FollowedEvent;
import dev.handsel.fraud.identities.Follower.Batch;
import dev.handsel.fraud.identities.IdentityKey;
import dev.handsel.fraud.identities.Known;
import dev.handsel.fraud.identities.Party;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads at once what a batch will most likely ask for, so that it needs not be read one by one. What is not foreseen is read when it is
 * asked for.
 */
final class Foresight {

    private final WorkingSet set;

    Foresight(WorkingSet set) {
        this.set = set;
    }

    void prepare(Batch batch, Context context) {
        var keys = new HashSet<String>();
        batch.events().forEach(event -> named(event, keys));
        context.origins().values().stream().map(Origin::affiliate).forEach(keys::add);
        context.closings().values().forEach(all -> all.forEach(closing -> keys.add(closing.account())));
        context.disputes().values().forEach(all -> all.forEach(ref -> keys.add(new Party.Customer(ref).key())));
        batch.affiliates().forEach(one -> keys.add(one.party().key()));
        set.load(keys);
        var active = set.here(keys);
        set.loadIdentities(identities(batch, active));
        set.loadPairs(active);
        set.load(active.stream().flatMap(Foresight::tree).toList());
    }

    private static void named(FollowedEvent event, Set<String> keys) {
        var customer = event.fact().customer();
        if (customer != null) {
            keys.add(new Party.Customer(customer).key());
        }
    }

    private static Set<IdentityKey> identities(Batch batch, List<Account> active) {
        var all = new HashSet<IdentityKey>();
        batch.events().forEach(event -> event.known().stream().map(Known::key).forEach(all::add));
        batch.affiliates().forEach(one -> one.known().stream().map(Known::key).forEach(all::add));
        active.forEach(account -> account.uses
                .values()
                .forEach(uses -> uses.values().stream().limit(Bounds.MOST).forEach(use -> all.add(use.key))));
        return all;
    }

    /** Who came shortly before in the trees of an account. */
    private static Stream<String> tree(Account account) {
        return Stream.of(account.affiliate, account.owner())
                .flatMap(Stream::ofNullable)
                .flatMap(tree -> Stream.concat(
                        tree.recent.stream().map(Affiliate.Session::account),
                        tree.closed.stream().map(Affiliate.Closed::account)));
    }
}
