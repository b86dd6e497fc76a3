package dev.handsel.signing.explain;

import dev.handsel.signing.explain.Mistake.Code;
import dev.handsel.signing.explain.Reading.Text;
import dev.handsel.signing.keys.HmacKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tries keys and texts until the signature fits. */
final class Search {

    /** How many bytes are hashed at most: a fraction of a second. */
    private static final long MOST_BYTES = 64L << 20;

    /** These are so many that they are tried alone, and with the right key. */
    private static final Set<Code> MANY = EnumSet.of(Code.BODY_MEMBER_ORDER, Code.QUERY_REORDERED);

    private final List<KeyVariants.Variant> keys;
    private final byte[] signature;
    private final List<Explainer.Other> others;
    private long left = MOST_BYTES;

    Search(List<KeyVariants.Variant> keys, byte[] signature, List<Explainer.Other> others) {
        this.keys = keys;
        this.signature = signature;
        this.others = others;
    }

    /** The mistakes with which it fits: none where it fits without any, nothing where it does not fit at all. */
    Optional<List<Mistake>> mistakes(List<Text> texts, Optional<byte[]> clientBase) {
        for (var text : texts) {
            var key = key(text.draft().bytes());
            if (key.isPresent()) {
                return Optional.of(key.get().mistake().stream().toList());
            }
        }
        if (clientBase.isPresent()) {
            var key = key(clientBase.get());
            if (key.isPresent()) {
                var mistakes = new ArrayList<>(key.get().mistake().stream().toList());
                mistakes.addAll(Comparison.mistakes(Comparison.closest(texts, clientBase.get()), clientBase.get()));
                return Optional.of(mistakes);
            }
        }
        var other = other(texts, clientBase);
        if (other.isPresent()) {
            return other;
        }
        for (var text : texts) {
            var found = single(text).or(() -> pair(text));
            if (found.isPresent()) {
                return found;
            }
        }
        return clientBase.map(base -> otherText(texts, base));
    }

    /** One of the other secrets that its owner has. */
    private Optional<List<Mistake>> other(List<Text> texts, Optional<byte[]> clientBase) {
        for (var other : others) {
            boolean fits = texts.stream()
                    .anyMatch(text -> fits(other.key(), text.draft().bytes()));
            if (fits || clientBase.filter(base -> fits(other.key(), base)).isPresent()) {
                var mistakes = new ArrayList<Mistake>();
                mistakes.add(new Mistake(
                        Code.OTHER_SECRET,
                        "The signature was made with the secret of " + other.name()
                                + ", which is not the one that the request names."));
                if (!fits) {
                    clientBase.ifPresent(
                            base -> mistakes.addAll(Comparison.mistakes(Comparison.closest(texts, base), base)));
                }
                return Optional.of(mistakes);
            }
        }
        return Optional.empty();
    }

    private static List<Mistake> otherText(List<Text> texts, byte[] clientBase) {
        var mistakes = new ArrayList<>(Comparison.mistakes(Comparison.closest(texts, clientBase), clientBase));
        mistakes.add(new Mistake(
                Code.OTHER_TEXT_SIGNED,
                "The signature is not of the text that the client says it signed, "
                        + "with none of the keys that were tried."));
        return mistakes;
    }

    /** One mistake in the text, alone or together with a wrong key. */
    private Optional<List<Mistake>> single(Text text) {
        for (var key : keys) {
            for (var edit : text.edits()) {
                boolean tried =
                        key.mistake().isEmpty() || !MANY.contains(edit.mistake().code());
                if (tried && fits(key.key(), edit.applied(text.draft()).bytes())) {
                    var mistakes = new ArrayList<>(key.mistake().stream().toList());
                    mistakes.add(edit.mistake());
                    return Optional.of(mistakes);
                }
            }
        }
        return Optional.empty();
    }

    /** Two mistakes in the text with the right key. */
    private Optional<List<Mistake>> pair(Text text) {
        var edits = text.edits().stream()
                .filter(edit -> !MANY.contains(edit.mistake().code()))
                .filter(edit -> edit.mistake().code() != Code.SIGNATURE_PARAMS_ORDER)
                .toList();
        for (int i = 0; i < edits.size() && left > 0; i++) {
            var changed = edits.get(i).applied(text.draft());
            for (int j = i + 1; j < edits.size() && left > 0; j++) {
                boolean apart = !edits.get(i).place().equals(edits.get(j).place());
                if (apart
                        && fits(keys.get(0).key(), edits.get(j).applied(changed).bytes())) {
                    return Optional.of(
                            List.of(edits.get(i).mistake(), edits.get(j).mistake()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<KeyVariants.Variant> key(byte[] base) {
        return keys.stream().filter(key -> fits(key.key(), base)).findFirst();
    }

    private boolean fits(HmacKey key, byte[] text) {
        left -= text.length + 128;
        return left > 0 && key.verifies(text, text.length, signature);
    }
}
