package dev.handsel.fraud.datasets;

/**
 * What lists say of a mail domain. Each is a hint of weight and never a reason by itself: lists of disposable domains hold real
 * providers, and whoever uses a relay protects themself.
 *
 * @param common a large provider or a relay, whose mailboxes have nothing else in common
 * @param free some provider that gives mailboxes away
 * @param relay a relay that hands mails on to the mailbox of somebody who does not show it, such as DuckDuckGo's; a name below one
 *     is such too, and one person's own
 * @param disposable listed as one whose mailboxes are thrown away; never a relay, nor a provider that we know to be a real one
 */
public record DomainHints(boolean common, boolean free, boolean relay, boolean disposable) {}
