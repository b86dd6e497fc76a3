package dev.handsel.base.words;

import java.util.Locale;

/** An alternative that the API and the database name by a word: the name of its constant in small letters. */
public interface Word {

    /** The constant's name, as every enum has it. */
    String name();

    /** The word: {@code last_click} for {@code LAST_CLICK}. */
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The alternative that this word names; an unknown word is refused with {@link IllegalArgumentException}. */
    static <E extends Enum<E> & Word> E read(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
