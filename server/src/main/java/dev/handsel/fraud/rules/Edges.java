package dev.handsel.fraud.rules;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Scored links between accounts of one tree, wherever they are kept. Each question is about many accounts at once. */
public interface Edges {

    /** The links of each of these accounts; one without any may be left out. */
    Map<String, List<Edge>> of(Collection<String> accounts);

    /** The affiliate to whom each of these accounts is owed, by their account; one that nobody referred is left out. */
    Map<String, String> affiliates(Collection<String> accounts);

    /** A link to another account; its strength is {@link PairVerdicts.Judged#edge}. */
    record Edge(String other, double strength) {}
}
