package dev.handsel.base.ids;

import java.util.UUID;

/** What every identifier has: a time-ordered UUID behind a prefix that names the kind. Written and read as a text. */
public interface Id {

    /** The UUID as the database keeps it. */
    UUID value();
}
