package dev.handsel.fraud.model;

/** Append-only row: this account used this identifier, from when to when and how often. */
final class Use {

    final Account account;
    final Identity identity;
    final long first;
    long last;
    int n;

    Use(Account account, Identity identity, long first) {
        this.account = account;
        this.identity = identity;
        this.first = first;
    }
}
