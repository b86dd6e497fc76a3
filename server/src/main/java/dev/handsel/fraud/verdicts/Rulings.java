package dev.handsel.fraud.verdicts;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.verdicts.WhitelistEntry.Of;
import dev.handsel.platform.database.Locks;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people make of what is said. All wait until nobody judges the programme, and join the caller's transaction, in which nothing
 * else is held before; {@link #hold} takes that lock sooner.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Rulings {

    private final Records records;
    private final SignalStore signals;
    private final WhitelistStore whitelist;
    private final Locks locks;

    Rulings(Records records, SignalStore signals, WhitelistStore whitelist, Locks locks) {
        this.records = records;
        this.signals = signals;
        this.whitelist = whitelist;
        this.locks = locks;
    }

    /** Waits until nobody judges the programme, and keeps it so until the transaction ends. */
    public void hold(ProgramId program) {
        locks.take(Locks.followedEvents(program));
    }

    /**
     * What is said of these subjects counts for nothing any more, until a kind of evidence appears that is not dismissed by
     * this; what it restricted is cleared. What is added to the whitelist counts for nothing wherever it is said, here too, until
     * it is taken from it; a network is no evidence against others from when they are judged the next time.
     *
     * @param whitelisted what is added, as far as it is not there
     * @param at by the clock of the programme
     * @param actor who decides it, as in the audit log
     */
    public void dismiss(
            ProgramId program,
            Collection<Subject> subjects,
            List<WhitelistEntry> whitelisted,
            Instant at,
            String actor) {
        hold(program);
        whitelist.add(whitelisted);
        var dismissed = Set.copyOf(subjects);
        var all = new HashSet<>(concerned(program, whitelisted));
        all.addAll(dismissed);
        var book = records.open(program, all);
        var exemptions = exemptions(program, book);
        var added = new Exemptions(whitelisted.stream().map(WhitelistEntry::of).toList());
        book.each(
                at,
                dossier -> dismissed.contains(dossier.subject())
                        ? dossier.dismiss(at, added)
                        : dossier.reconsider(at, exemptions));
        records.close(program, book, at, actor);
    }

    /** What is said of these subjects counts from now on also when it is said no more. */
    public void confirm(ProgramId program, Collection<Subject> subjects, Instant at, String actor) {
        hold(program);
        var book = records.open(program, subjects);
        book.each(at, dossier -> dossier.confirm(at));
        records.close(program, book, at, actor);
    }

    /**
     * Takes it from the whitelist; whether it was there. What is said against it counts again: at once, a network apart, which is
     * left out when accounts are judged, so that those who have it are judged by it when they are judged the next time.
     */
    public boolean admit(WhitelistEntry entry, Instant at, String actor) {
        hold(entry.program());
        boolean removed = whitelist.remove(entry.id());
        if (removed) {
            var book = records.open(entry.program(), concerned(entry.program(), List.of(entry)));
            var exemptions = exemptions(entry.program(), book);
            book.each(at, dossier -> dossier.reconsider(at, exemptions));
            records.close(entry.program(), book, at, actor);
        }
        return removed;
    }

    /** The subjects of whom something is said that one of these may be about. */
    private Set<Subject> concerned(ProgramId program, List<WhitelistEntry> entries) {
        var accounts = entries.stream().flatMap(entry -> accounts(entry.of())).collect(toUnmodifiableSet());
        return accounts.isEmpty() ? Set.of() : signals.concerning(program, accounts);
    }

    /** What of the whitelist is about anything that is said in it. */
    private Exemptions exemptions(ProgramId program, Book book) {
        var named = book.accounts();
        return named.isEmpty() ? Exemptions.NONE : whitelist.about(program, named);
    }

    /** Whose signals an entry is about. */
    private static Stream<String> accounts(Of of) {
        return switch (of) {
            case Of.Pair pair -> Stream.of(pair.one(), pair.other());
            case Of.Account account -> Stream.of(account.account());
            case Of.Agency agency -> Stream.of(agency.affiliate());
            case Of.Network _ -> Stream.empty();
        };
    }
}
