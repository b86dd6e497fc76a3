package dev.handsel.identity.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.handsel.platform.http.Strangers;
import dev.handsel.platform.limits.Limit;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Says whose an API key is, and slows down who tries keys: above the limit only keys are looked up that were good within the
 * last hour, so that nobody loses access for what others do behind the same address.
 */
@Component
class ApiKeyGate {

    private static final int MOST = 10_000;

    private final ApiKeys keys;
    private final Strangers strangers;
    private final Cache<ByteBuffer, Boolean> good = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    ApiKeyGate(ApiKeys keys, Strangers strangers) {
        this.keys = keys;
        this.strangers = strangers;
    }

    /** Whose key this is, in one statement; malformed, unknown and revoked look the same (401), as long as they are few (429). */
    Caller.Merchant identify(String text, HttpServletRequest request) {
        var hash = ApiKeyText.parse(text).map(ApiKeyText::hash).map(ByteBuffer::wrap);
        if (hash.map(good::getIfPresent).isPresent()) {
            return keys.authenticate(text);
        }
        var merchant = strangers.guess(Limit.WRONG_API_KEYS, request, () -> keys.authenticate(text));
        hash.ifPresent(found -> good.put(found, true));
        return merchant;
    }
}
