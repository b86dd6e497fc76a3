package dev.handsel.platform.keyring;

import java.util.Map;

/** Rows of a module that hold bytes which the keyring wrapped, so that all of them can be wrapped by another key. */
public interface WrappedRows {

    /** What the rows are, in a word for the operator. */
    String what();

    /** How many rows each key has wrapped. */
    Map<Long, Long> countByKey();

    /**
     * Wraps some of the rows that another than the primary key has wrapped once more, and says how many. A row that changes
     * meanwhile is left to the next call; one that does not open is told in the log and stays as it is.
     */
    int rewrap(Keyring keyring, int most);
}
