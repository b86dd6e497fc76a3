package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.identities.IdentityKey;

/** That an account is known by something. Times are in milliseconds. */
final class Use {

    final Account account;
    final IdentityKey key;
    long last;
    /** How often it was told, and in how many sessions of them. */
    int n;

    int sessions;

    Use(Account account, IdentityKey key, long last) {
        this.account = account;
        this.key = key;
        this.last = last;
    }
}
