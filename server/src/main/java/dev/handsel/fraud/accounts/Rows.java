package dev.handsel.fraud.accounts;

import dev.handsel.fraud.identities.IdentityKey;
import dev.handsel.fraud.identities.Memberships.Member;
import dev.handsel.fraud.identities.Memberships.Sighting;
import dev.handsel.fraud.rules.Referrals;
import dev.handsel.fraud.rules.Rule;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What is kept of one programme. Each question is about many at once, and costs one statement where it is asked of a database. */
public interface Rows {

    /** Those of these accounts that there are, and all affiliates above them. */
    List<AccountRow> accounts(Collection<String> keys);

    /** Who is known by these, of each at most {@code most}. */
    List<Member> members(Collection<IdentityKey> keys, int most);

    /** All pairs of which one is among these. */
    List<PairRow> pairs(Collection<String> keys);

    /** The accounts of which something becomes decidable by then. */
    List<String> due(Instant now);

    /** The affiliates of whom something changed since the last midnight. */
    List<String> changed();

    /** Those referrals of an affiliate whom a rule names, and those whom the rule holds. */
    List<String> named(String affiliate, Referrals whom, Rule rule);

    /** Keeps these. */
    void save(Changes changes);

    /** What is new of a programme. */
    record Changes(List<AccountRow> accounts, List<PairRow> pairs, List<Sighting> sightings) {

        public Changes {
            accounts = List.copyOf(accounts);
            pairs = List.copyOf(pairs);
            sightings = List.copyOf(sightings);
        }
    }
}
