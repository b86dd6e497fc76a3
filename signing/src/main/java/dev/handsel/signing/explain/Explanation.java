package dev.handsel.signing.explain;

import java.util.List;
import java.util.Optional;

/**
 * Why a request is refused, or that it is not. Neither the key nor a signature that the client has not sent stands in
 * it.
 *
 * @param result {@link #VALID}, {@link #UNCHECKED}, or the code of a {@link dev.handsel.signing.Refusal}
 * @param detail the same in a sentence
 * @param expectedBase the text that must be signed, as the request describes it; absent where that is unreadable
 * @param difference where the client's text first differs from that; absent where it does not, or is not known
 * @param mistakes what the client does wrong, as far as it is a known mistake; mostly one
 */
public record Explanation(
        String result,
        String detail,
        Optional<String> expectedBase,
        Optional<Difference> difference,
        List<Mistake> mistakes) {

    /** The request is in order, but for what only a service knows: used nonces and ended credentials. */
    public static final String VALID = "valid";

    /** Everything but the signature is in order, and without the key nobody can check that. */
    public static final String UNCHECKED = "signature_unchecked";

    public Explanation {
        mistakes = List.copyOf(mistakes);
    }
}
