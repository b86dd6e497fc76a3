package dev.handsel.fraud.verdicts;

import java.time.Instant;
import java.util.List;

/** All that was judged at one instant of the programme's time. */
public record Moment(Instant at, List<Judgement> judgements) {

    public Moment {
        judgements = List.copyOf(judgements);
    }
}
