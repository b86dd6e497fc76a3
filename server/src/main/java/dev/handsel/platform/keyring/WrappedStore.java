package dev.handsel.platform.keyring;

import java.util.Map;

/** A store whose secrets are in one table. */
public interface WrappedStore extends WrappedRows {

    /** The table. */
    WrappedTable wrapped();

    @Override
    default String what() {
        return wrapped().what();
    }

    @Override
    default Map<Long, Long> countByKey() {
        return wrapped().countByKey();
    }

    @Override
    default int rewrap(Keyring keys, int most) {
        return wrapped().rewrap(keys, most);
    }
}
