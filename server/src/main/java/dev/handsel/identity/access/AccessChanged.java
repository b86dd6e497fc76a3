package dev.handsel.identity.access;

import java.util.Map;

/**
 * Who may do what has changed. Published inside the transaction of the change, for the audit log.
 *
 * @param actor who did it
 * @param action what was done, in dotted past tense
 * @param object the id of the account or key
 * @param body what else is to be known; no secret and no e-mail
 */
public record AccessChanged(String actor, String action, String object, Map<String, Object> body) {}
