package dev.handsel.signing.verify;

import dev.handsel.signing.ContentDigest;
import dev.handsel.signing.RequestMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a signature covers, by one scheme or the other. */
sealed interface Coverage permits ProfileCoverage, FourHeaderCoverage {

    /** Refuses coverage that leaves something open. */
    void require(RequestMessage request);

    /** The bytes that may have been signed: one text for each name that the service is known by. */
    List<Base> bases(RequestMessage request, Policy policy);

    /** What the request says of its body, where the signature covers that instead of the body itself. */
    @Nullable ContentDigest digest();
}
