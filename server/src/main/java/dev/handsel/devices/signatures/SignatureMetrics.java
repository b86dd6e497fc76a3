package dev.handsel.devices.signatures;

import dev.handsel.signing.Refusal;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.verify.Complete;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Counts signed requests by what became of them. */
@Component
class SignatureMetrics {

    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
    private final Map<Complete.Scheme, Counter> accepted = new EnumMap<>(Complete.Scheme.class);

    SignatureMetrics(MeterRegistry meters) {
        for (var refusal : Refusal.values()) {
            refused.put(
                    refusal,
                    Counter.builder("handsel.signatures.refused")
                            .description("Signed requests that were not let in")
                            .tag("code", refusal == Refusal.NO_SIGNATURE ? "no_signature" : refusal.code())
                            .register(meters));
        }
        for (var scheme : Complete.Scheme.values()) {
            accepted.put(
                    scheme,
                    Counter.builder("handsel.signatures.accepted")
                            .description("Signed requests that were let in")
                            .tag("scheme", scheme.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    /** Runs a step and counts its refusal. */
    <T> T counting(Supplier<T> step) {
        try {
            return step.get();
        } catch (RejectedException rejected) {
            increment(refused.get(rejected.refusal()));
            throw rejected;
        }
    }

    void accepted(Complete.Scheme scheme) {
        increment(accepted.get(scheme));
    }

    private static void increment(@org.jspecify.annotations.Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }
}
