package dev.handsel.referrals.clicks;

import dev.handsel.base.words.Word;

/** Why a click is kept, and neither counts nor leads to a customer. */
public enum FilterReason implements Word {
    /** A program followed the link, by its own name. */
    BOT,
    /** A browser looked ahead. */
    PREFETCH,
    /** It was no GET. */
    METHOD,
    /** A browser loaded it as a part of a page or by a script: nobody went there. */
    NOT_NAVIGATED,
    /** More came from its network address than people make. */
    OVER_LIMIT,
    /** The link leads nowhere any more. */
    DEAD_LINK
}
