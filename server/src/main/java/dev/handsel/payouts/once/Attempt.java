package dev.handsel.payouts.once;

/**
 * One attempt, written down and about to leave.
 *
 * @param number counts from 1
 * @param request as it was written down at the first attempt
 */
public record Attempt(int number, Request request) {}
