package dev.handsel.operation.beside;

import java.nio.file.Path;

/**
 * An import that is asked for.
 *
 * @param file absolute
 * @param program by id or slug
 * @param driveClock move the clock of the programme, a test programme, along with the events
 */
public record ImportOrder(Path file, String program, boolean driveClock) {}
