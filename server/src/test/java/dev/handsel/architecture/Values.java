package dev.handsel.architecture;

import java.util.List;
import java.util.stream.Stream;

/**
 * What an expression can be, read from the source: some texts, a parameter of the method around it, what is known elsewhere, or
 * something that only the running server knows.
 *
 * @param index the place of the parameter it is taken from; -1 for none
 * @param isKnownElsewhere whether it is the code of a refusal that was made elsewhere, and is found there
 * @param isUnclear whether it can also be something else
 */
record Values(List<String> texts, int index, boolean isKnownElsewhere, boolean isUnclear) {

    static final Values UNCLEAR = new Values(List.of(), -1, false, true);
    static final Values ELSEWHERE = new Values(List.of(), -1, true, false);

    static Values of(String text) {
        return new Values(List.of(text), -1, false, false);
    }

    static Values parameter(int index) {
        return new Values(List.of(), index, false, false);
    }

    boolean isHandedOn() {
        return index >= 0;
    }

    /** The texts, or this one where there are none. */
    List<String> textsOr(String other) {
        return texts.isEmpty() ? List.of(other) : texts;
    }

    /** This or the other. */
    Values or(Values other) {
        return new Values(
                Stream.concat(texts.stream(), other.texts.stream()).distinct().toList(),
                Math.max(index, other.index),
                isKnownElsewhere || other.isKnownElsewhere,
                isUnclear || other.isUnclear);
    }

    /** This text and then the other; what is not known is {@code …}. */
    Values then(Values other) {
        return new Values(
                textsOr("…").stream()
                        .flatMap(first -> other.textsOr("…").stream().map(second -> first + second))
                        .distinct()
                        .toList(),
                -1,
                false,
                false);
    }
}
