package dev.handsel.fraud.verdicts;

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
     * this; what it restricted is cleared.
     *
     * @param at by the clock of the programme
     * @param actor who decides it, as in the audit log
     */
    public void dismiss(ProgramId program, Collection<Subject> subjects, Instant at, String actor) {
        hold(program);
        var book = records.open(program, subjects);
        book.each(at, dossier -> dossier.dismiss(at));
        records.close(program, book, at, actor);
    }

    /** What is said of these subjects counts from now on also when it is said no more. */
    public void confirm(ProgramId program, Collection<Subject> subjects, Instant at, String actor) {
        hold(program);
        var book = records.open(program, subjects);
        book.each(at, dossier -> dossier.confirm(at));
        records.close(program, book, at, actor);
    }

    /** Adds to the whitelist what is not there; what is said against it counts for nothing since. */
    public void exempt(ProgramId program, List<WhitelistEntry> entries, Instant at, String actor) {
        hold(program);
        whitelist.add(entries);
        reconsider(program, entries, at, actor);
    }

    /** Takes it from the whitelist; whether it was there. What is said against it counts again. */
    public boolean admit(WhitelistEntry entry, Instant at, String actor) {
        hold(entry.program());
        boolean removed = whitelist.remove(entry.id());
        if (removed) {
            reconsider(entry.program(), List.of(entry), at, actor);
        }
        return removed;
    }

    private void reconsider(ProgramId program, List<WhitelistEntry> entries, Instant at, String actor) {
        Set<String> accounts = new HashSet<>();
        entries.forEach(entry -> accounts(entry.of()).forEach(accounts::add));
        if (accounts.isEmpty()) {
            return;
        }
        var subjects = signals.concerning(program, accounts);
        var book = records.open(program, subjects);
        Set<String> named = new HashSet<>();
        subjects.forEach(subject -> named.add(subject.account()));
        named.addAll(accounts);
        var exemptions = whitelist.about(program, named);
        book.each(at, dossier -> dossier.reconsider(at, exemptions));
        records.close(program, book, at, actor);
    }

    /** Whose signals an entry is about: also those in which they are one of two. */
    private static Stream<String> accounts(Of of) {
        return switch (of) {
            case Of.Pair pair ->
                Stream.of(pair.one(), pair.other(), pair.one() + "+" + pair.other(), pair.other() + "+" + pair.one());
            case Of.Account account -> Stream.of(account.account());
            case Of.Agency agency -> Stream.of(agency.affiliate());
            case Of.Network _ -> Stream.empty();
        };
    }
}
