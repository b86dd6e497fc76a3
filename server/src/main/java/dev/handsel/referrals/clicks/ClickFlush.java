package dev.handsel.referrals.clicks;

import dev.handsel.platform.database.Transactions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Stores clicks in one transaction of one statement, and tells apart why that may fail. Storing them again is harmless. */
@Component
class ClickFlush {

    /** What came of it. */
    enum FlushResult {
        STORED,
        /** The database is there and refuses what it was given. */
        REFUSED,
        /** The database is not there; the same may work later. */
        AWAY
    }

    private static final Logger log = LoggerFactory.getLogger(ClickFlush.class);

    private final ClickStore store;
    private final Transactions transactions;

    ClickFlush(ClickStore store, Transactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    FlushResult store(List<Click> clicks) {
        try {
            transactions.run(() -> store.addAll(clicks));
            return FlushResult.STORED;
        } catch (NonTransientDataAccessResourceException | TransactionException e) {
            return away(e);
        } catch (NonTransientDataAccessException e) {
            log.warn("the database refuses {} clicks", clicks.size(), e);
            return FlushResult.REFUSED;
        } catch (DataAccessException e) {
            return away(e);
        }
    }

    private static FlushResult away(Exception e) {
        log.debug("clicks cannot be stored now", e);
        return FlushResult.AWAY;
    }
}
