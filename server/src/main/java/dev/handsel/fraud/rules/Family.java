package dev.handsel.fraud.rules;

import dev.handsel.base.words.Word;

/** Kinds of evidence that do not depend on each other. Within one, facts do not add up beyond its cap. */
public enum Family implements Word {
    IDENTITY,
    PAYMENT,
    TRADING,
    /** Device, browser and address together: one tablet at home shows in all three. */
    PLACE,
    /** Logins of the one shortly after the other's, again and again. */
    TRAIN,
    /** Never a proof, so it never counts as a family. */
    BEHAVIOUR
}
