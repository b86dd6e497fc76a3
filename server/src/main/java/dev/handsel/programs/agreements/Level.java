package dev.handsel.programs.agreements;

import dev.handsel.base.words.Word;

/** Whom or what terms are for, the strongest first; a customer came by a link or by a coupon, never by both. */
public enum Level implements Word {
    LINK,
    COUPON,
    AFFILIATE,
    GROUP,
    PRODUCT,
    PROGRAM
}
