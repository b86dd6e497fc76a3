package dev.handsel.programs.terms;

import dev.handsel.base.addresses.LandingHost;
import dev.handsel.base.addresses.WebAddress;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The programmes as others need them: to read, to lock, and with their clocks. */
@Service
public class Programs {

    private final ProgramStore store;
    private final ApplicationEventPublisher events;

    Programs(ProgramStore store, ApplicationEventPublisher events) {
        this.store = store;
        this.events = events;
    }

    /** The programme; an unknown one is refused (404). */
    public Program get(ProgramId id) {
        return store.find(id).orElseThrow(Programs::unknown);
    }

    /**
     * The programme with all of its rule sets and agreements; an unknown one is refused (404). One statement, and one more
     * for terms, members and tiers each, where some agreements were added since they were last read.
     */
    public Terms terms(ProgramId id) {
        return store.terms(id).orElseThrow(Programs::unknown);
    }

    public Optional<Program> findBySlug(String slug) {
        return store.findBySlug(slug);
    }

    /** The programme of this id or slug. */
    public Optional<Program> named(String idOrSlug) {
        return ProgramId.find(idOrSlug).map(store::find).orElseGet(() -> store.findBySlug(idOrSlug));
    }

    /** The programmes that run on the system's clock. */
    public List<ProgramId> live() {
        return store.live();
    }

    public Page<Program> list(PageRequest page) {
        return Page.of(page, store.list(page), program -> program.id().value());
    }

    /** Whether some programme sends browsers to the host of this address. */
    public boolean anyAllows(WebAddress address) {
        return store.anyLists(LandingHost.namesOf(address));
    }

    /** The programme, locked until the transaction ends: it, and its clock, stay as they are meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Program lock(ProgramId id) {
        return store.take(id).orElseThrow(Programs::unknown);
    }

    /** Moves a test programme's clock forward; the database refuses to move it back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void moveClock(ProgramId id, Instant to) {
        store.moveClock(id, to);
        events.publishEvent(new ProgramChanged(id));
    }

    /** Keeps new rule sets out until the transaction ends; many may hold the terms at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void holdTerms(ProgramId id) {
        store.holdTerms(id);
    }

    /** Keeps everybody else from the terms until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changeTerms(ProgramId id) {
        get(id);
        store.changeTerms(id);
    }

    static Refused unknown() {
        return Refused.notFound("programme");
    }
}
