package dev.handsel.payouts.once;

/**
 * What is sent, the same at every attempt.
 *
 * @param path such as {@code /v1/payouts}
 * @param key makes repeating the same bytes harmless for at least 24 hours
 * @param body the bytes, ASCII
 */
public record Request(String path, String key, String body) {}
