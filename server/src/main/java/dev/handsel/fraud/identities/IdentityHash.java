package dev.handsel.fraud.identities;

import java.util.UUID;

/**
 * What is kept of an identifier: the first 128 bits of its HMAC-SHA-256 under a key of the programme, written as a UUID. Equal for
 * equal identifiers of one kind and programme; it tells nothing else, and nothing at all to whoever lacks the key.
 */
public record IdentityHash(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
