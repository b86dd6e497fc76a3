package dev.handsel.identity.access;

import dev.handsel.base.ids.AccountId;

/**
 * Somebody came with a token of an issuer elsewhere that has verified the e-mail of an account that is here already; published
 * inside a transaction, each time they come until the account has said whether it is them.
 */
public record IdentityUnlinked(AccountId account, EmailAddress email, String issuer, String subject) {}
