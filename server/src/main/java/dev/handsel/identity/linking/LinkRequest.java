package dev.handsel.identity.linking;

import dev.handsel.base.ids.AccountId;

/** A sign-in elsewhere that waits for the account's word. */
record LinkRequest(AccountId account, String issuer, String subject) {}
