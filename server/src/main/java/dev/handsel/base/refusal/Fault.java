package dev.handsel.base.refusal;

/**
 * One fault of an input.
 *
 * @param pointer where it is, as an RFC 6901 JSON pointer into the request's body ({@code /lines/0/amount}), or
 *     {@code ?name} for a query parameter
 * @param code stable, snake_case: {@code required}, {@code unknown_member}, {@code malformed}, {@code out_of_range} ...
 * @param message a sentence for people
 */
public record Fault(String pointer, String code, String message) {}
