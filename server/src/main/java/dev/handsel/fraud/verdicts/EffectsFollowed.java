package dev.handsel.fraud.verdicts;

import dev.handsel.fraud.configuration.EffectsChanged;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Restricts everybody of whom a verdict says so, or nobody any more, as soon as a programme decides that. */
@Component
class EffectsFollowed {

    private final Consequences consequences;

    EffectsFollowed(Consequences consequences) {
        this.consequences = consequences;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void follow(EffectsChanged changed) {
        switch (changed.effects()) {
            case FULL -> consequences.follow(changed.program(), List.of(), changed.at(), changed.actor());
            case FLAG_ONLY -> consequences.release(changed.program(), changed.at(), changed.actor());
        }
    }
}
