package dev.handsel.devices.signatures;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.handsel.base.ids.CredentialId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.devices.nonces.NonceUpkeep;
import dev.handsel.devices.registry.Credentials;
import dev.handsel.platform.http.RawCharacters;
import dev.handsel.platform.http.UnambiguousPath;
import dev.handsel.signing.Refusal;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.verify.Intact;
import dev.handsel.signing.verify.Policy;
import dev.handsel.signing.verify.Presented;
import dev.handsel.signing.verify.Proven;
import dev.handsel.signing.verify.Verified;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Lets signed requests in: first everything that a request proves by itself, then its nonce. Nothing is stored before a signature
 * is proven, and where something cannot be found out nobody is let in.
 */
@Component
class SignatureGate {

    private static final Logger log = LoggerFactory.getLogger(SignatureGate.class);

    private final DeviceKeys keys;
    private final NonceClaims claims;
    private final NonceUpkeep upkeep;
    private final Credentials credentials;
    private final SignatureMetrics metrics;
    private final InstantSource clock;

    private final Cache<CredentialId, Boolean> seen =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build();

    SignatureGate(
            DeviceKeys keys,
            NonceClaims claims,
            NonceUpkeep upkeep,
            Credentials credentials,
            SignatureMetrics metrics,
            InstantSource clock) {
        this.keys = keys;
        this.claims = claims;
        this.upkeep = upkeep;
        this.credentials = credentials;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A request that proves who sent it; its nonce is not used yet. */
    Intact<SignedDevice> proven(RequestMessage request, Policy policy) {
        return metrics.counting(() -> signed(request, policy).intact());
    }

    /** A request whose body is elsewhere: who has it compares it with the signed digest. */
    Intact<SignedDevice> forwarded(ForwardedRequest request, Policy policy) {
        return metrics.counting(() -> signed(request, policy).withoutBody());
    }

    private Proven<SignedDevice> signed(RequestMessage request, Policy policy) {
        if (!upkeep.clockIsRight()) {
            throw Refused.later(
                    RefusalKind.UNAVAILABLE, "clock_wrong", "This server's clock is wrong.", Duration.ofSeconds(30));
        }
        var covered =
                Presented.in(request, policy).complete().timely(clock.instant()).covered();
        UnambiguousPath.require(request.target());
        RawCharacters.require(request.target());
        return covered.proven(keys);
    }

    /** Lets a request in that changes nothing. */
    Verified<SignedDevice> admit(Intact<SignedDevice> request) {
        var verified = metrics.counting(() -> request.claimed(claims::quickly));
        metrics.accepted(verified.claim().scheme());
        noteUse(verified.holder().credential());
        return verified;
    }

    /**
     * Lets a request in that changes something, here or elsewhere: the nonce is used up for good once this returns, or, in
     * the caller's transaction, together with the effect.
     */
    Verified<SignedDevice> letInDurably(Intact<SignedDevice> request) {
        var verified = metrics.counting(() -> request.claimed(claims::durably));
        metrics.accepted(verified.claim().scheme());
        credentials.noteUse(verified.holder().credential());
        return verified;
    }

    /** At most once a minute, and never at the cost of the request. */
    private void noteUse(CredentialId credential) {
        if (seen.asMap().putIfAbsent(credential, true) == null) {
            try {
                credentials.noteUse(credential);
            } catch (DataAccessException e) {
                log.debug("the use of {} could not be noted", credential, e);
            }
        }
    }

    /** The refusal that this rejection is told as. */
    Refused refused(RejectedException rejected) {
        return Rejections.refused(rejected, clock.instant());
    }

    /** Whether this counts as guessing. */
    static boolean isGuess(RejectedException rejected) {
        return rejected.refusal() == Refusal.INVALID_SIGNATURE;
    }
}
