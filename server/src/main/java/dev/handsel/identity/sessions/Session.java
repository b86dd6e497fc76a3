package dev.handsel.identity.sessions;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.SessionId;
import java.time.Instant;

/**
 * Somebody who signed in and has not signed out.
 *
 * @param network where the sign-in came from, without the part that names one house: {@code 192.0.2.0/24}
 * @param agent what the browser calls itself, shortened; empty where it says nothing
 * @param lastUsedAt to the minute
 */
public record Session(
        SessionId id, AccountId account, String network, String agent, Instant startedAt, Instant lastUsedAt) {}
