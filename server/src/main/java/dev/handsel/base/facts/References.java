package dev.handsel.base.facts;

import static java.util.stream.Collectors.toCollection;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** All that some facts name, each thing once. */
public record References(Set<Reference> all) {

    public References {
        all = Collections.unmodifiableSet(new LinkedHashSet<>(all));
    }

    public static References of(Collection<Fact> facts) {
        return new References(
                facts.stream().flatMap(fact -> fact.references().stream()).collect(toCollection(LinkedHashSet::new)));
    }

    /** What is named of one kind, in the order in which it was first named. */
    public <R extends Reference> Stream<R> of(Class<R> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast);
    }
}
