package dev.handsel.programs.agreements;

import dev.handsel.programs.agreements.Tiers.Step;

/** Why a rate is that of a step: what was counted, and what it came to when the month began. */
public record ReachedTier(Tiers tiers, FixedTier fixed) {

    /** The step that was reached. */
    Step step() {
        return tiers.steps().stream()
                .filter(step -> step.from() == fixed.from())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No step begins at " + fixed.from()));
    }
}
