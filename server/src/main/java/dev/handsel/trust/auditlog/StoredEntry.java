package dev.handsel.trust.auditlog;

import dev.handsel.base.ids.AuditEntryId;
import java.time.Instant;

/**
 * An entry of the audit trail as it was stored.
 *
 * @param at when it was recorded, by the system's clock, UTC
 * @param body canonical JSON, byte for byte
 */
record StoredEntry(AuditEntryId id, Instant at, String actor, String action, String object, String body) {}
