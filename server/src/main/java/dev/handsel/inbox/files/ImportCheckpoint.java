package dev.handsel.inbox.files;

import java.util.Map;

/**
 * How far an import has come.
 *
 * @param sha256 of the file's content
 * @param lines how many of its lines need not be sent again
 * @param counts results so far, by the API's words
 */
record ImportCheckpoint(String sha256, String program, long lines, Map<String, Long> counts) {}
