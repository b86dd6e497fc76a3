package dev.handsel.referrals.affiliates;

import dev.handsel.base.facts.Reference;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.database.Locks;
import dev.handsel.programs.terms.Program;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives the names that stand in links: codes of affiliates and slugs of links. No two of a programme look alike, and none
 * looks like the programme itself. Names that were given before this was so stay.
 */
@Component
public class CodeNames {

    private final CodeShapeStore shapes;
    private final Locks locks;

    CodeNames(CodeShapeStore shapes, Locks locks) {
        this.shapes = shapes;
        this.locks = locks;
    }

    /** Whether somebody may have a name. */
    public enum Availability {
        /** It is theirs from now on. */
        GIVEN,
        /** Somebody has it. */
        TAKEN,
        /** Somebody has one that looks the same. */
        LOOKS_ALIKE,
        /** Nobody may have it. */
        RESERVED
    }

    /** Keeps others, and batches of events, from giving names or what else is named here, until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(ProgramId program, Reference... others) {
        var keys = Stream.concat(Stream.of(new Reference.ToCode("", true)), Stream.of(others))
                .flatMap(reference -> reference.lock().stream())
                .toList();
        locks.take(Locks.eventKeys(program, keys));
    }

    /** Gives a name that somebody chose, where that can be; the caller {@linkplain #hold holds} names. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Availability give(Program program, String name) {
        var shape = CodeShape.of(name);
        if (shape.isReserved(program.slug())) {
            return Availability.RESERVED;
        }
        if (shapes.addAll(program.id(), List.of(name)) == 1) {
            return Availability.GIVEN;
        }
        return name.equals(shapes.given(program.id(), List.of(shape)).get(shape))
                ? Availability.TAKEN
                : Availability.LOOKS_ALIKE;
    }

    /** A name that nobody chose. */
    @Transactional(propagation = Propagation.MANDATORY)
    public String giveAny(ProgramId program) {
        return Stream.generate(Codes::unguessable)
                .limit(10)
                .filter(name -> shapes.addAll(program, List.of(name)) == 1)
                .findFirst()
                .orElseThrow(() -> Refused.conflict("code_taken", "No code could be made up."));
    }
}
