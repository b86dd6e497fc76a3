package dev.handsel.identity.access;

import dev.handsel.base.ids.AccountId;

/** An account was removed; published inside the transaction that removes it. */
public record AccountRemoved(AccountId account) {}
