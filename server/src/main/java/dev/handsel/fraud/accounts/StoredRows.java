package dev.handsel.fraud.accounts;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.IdentityKey;
import dev.handsel.fraud.identities.Memberships;
import dev.handsel.fraud.identities.Memberships.Member;
import dev.handsel.fraud.rules.Referrals;
import dev.handsel.fraud.rules.Rule;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** A programme in the database. */
final class StoredRows implements Rows {

    private final ProgramId program;
    private final AccountStore accounts;
    private final PairStore pairs;
    private final Memberships memberships;

    StoredRows(ProgramId program, AccountStore accounts, PairStore pairs, Memberships memberships) {
        this.program = program;
        this.accounts = accounts;
        this.pairs = pairs;
        this.memberships = memberships;
    }

    @Override
    public List<AccountRow> accounts(Collection<String> keys) {
        return keys.isEmpty() ? List.of() : accounts.find(program, keys);
    }

    @Override
    public List<Member> members(Collection<IdentityKey> keys, int most) {
        return memberships.of(program, keys, most);
    }

    @Override
    public List<PairRow> pairs(Collection<String> keys) {
        return keys.isEmpty() ? List.of() : pairs.of(program, keys);
    }

    @Override
    public List<String> due(Instant now) {
        return accounts.due(program, now);
    }

    @Override
    public List<String> changed() {
        return accounts.changed(program);
    }

    @Override
    public List<String> named(String affiliate, Referrals whom, Rule rule) {
        return accounts.named(program, affiliate, whom, rule);
    }

    @Override
    public void save(Changes changes) {
        accounts.save(program, changes.accounts());
        pairs.save(program, changes.pairs());
        memberships.see(program, changes.sightings());
    }
}
