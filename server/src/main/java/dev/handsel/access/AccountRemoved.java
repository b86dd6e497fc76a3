package dev.handsel.access;

import dev.handsel.ids.AccountId;

/** An account was removed; published inside the transaction that removes it. */
public record AccountRemoved(AccountId account) {}
