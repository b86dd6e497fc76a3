package dev.handsel.signing.explain;

import dev.handsel.signing.explain.Reading.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Names what was done to a text, by looking at what came of it. */
final class Comparison {

    private static final int MOST_MISTAKES = 8;

    private Comparison() {}

    /** The text that agrees longest with the client's. */
    static Optional<Text> closest(List<Text> texts, byte[] clientBase) {
        return texts.stream()
                .max(Comparator.comparingInt(text -> agreed(text.draft().bytes(), clientBase)));
    }

    /** The changes that lead from the text to the client's, as far as they are known. */
    static List<Mistake> mistakes(Optional<Text> text, byte[] clientBase) {
        var mistakes = new ArrayList<Mistake>();
        if (text.isEmpty()) {
            return mistakes;
        }
        var draft = text.get().draft();
        while (!Arrays.equals(draft.bytes(), clientBase) && mistakes.size() < MOST_MISTAKES) {
            var current = draft;
            var edit = best(text.get().edits(), draft, clientBase).or(() -> Told.first(current, clientBase));
            if (edit.isEmpty()) {
                break;
            }
            draft = edit.get().applied(draft);
            mistakes.add(edit.get().mistake());
        }
        return mistakes;
    }

    /** The edit after which the most is the same: at least the part in which the texts differed, to its end. */
    private static Optional<Edit> best(List<Edit> edits, Draft draft, byte[] clientBase) {
        int agreed = agreed(draft.bytes(), clientBase);
        int needed = endOfPart(clientBase, agreed, draft.separator().equals("|") ? '|' : '\n');
        Edit best = null;
        for (var edit : edits) {
            int now = agreed(edit.applied(draft).bytes(), clientBase);
            if (now >= needed && now > agreed) {
                best = edit;
                agreed = now;
                needed = now == Integer.MAX_VALUE ? now : now + 1;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int endOfPart(byte[] text, int from, char separator) {
        int end = from;
        while (end < text.length && text[end] != separator) {
            end++;
        }
        // A carriage return belongs to the line end, which may be a mistake of its own.
        return end > from && end < text.length && text[end - 1] == '\r' ? end - 1 : end;
    }

    /** How many bytes agree from the start; the highest number where all do. */
    private static int agreed(byte[] one, byte[] other) {
        int mismatch = Arrays.mismatch(one, other);
        return mismatch < 0 ? Integer.MAX_VALUE : mismatch;
    }
}
