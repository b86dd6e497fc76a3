package dev.handsel.fraud.accounts;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.Memberships;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is kept of the accounts of programmes. */
@Service
public class Accounts {

    private final AccountStore accounts;
    private final PairStore pairs;
    private final Memberships memberships;

    Accounts(AccountStore accounts, PairStore pairs, Memberships memberships) {
        this.accounts = accounts;
        this.pairs = pairs;
        this.memberships = memberships;
    }

    /** What is kept of a programme, for who has it for themselves. */
    public Rows of(ProgramId program) {
        return new StoredRows(program, accounts, pairs, memberships);
    }

    /** Takes away what is kept of an account, and of it with others. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(ProgramId program, String account) {
        pairs.forget(program, account);
        accounts.forget(program, account);
    }
}
