package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.identities.Follower.LeftOut;
import dev.handsel.fraud.rules.Verdict;
import dev.handsel.fraud.verdicts.Judgement;
import dev.handsel.fraud.verdicts.Moment;
import dev.handsel.fraud.verdicts.Subject;
import dev.handsel.fraud.verdicts.Subject.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What rules say, instant by instant; what changes nothing is left out. */
final class Findings {

    private final WorkingSet set;
    private final List<Judgement> now = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    Findings(WorkingSet set) {
        this.set = set;
    }

    /** Of an account because of nobody else; {@code other} names a chain. */
    void ofAccount(Account about, String other, Verdict verdict) {
        if (about.said.news(other, verdict)) {
            set.changed(about);
            add(Kind.ACCOUNT, about, other, verdict);
        }
    }

    /** Of an affiliate as such. */
    void ofAffiliate(Account about, Verdict verdict) {
        if (about.affiliate != null && about.affiliate.said.news("", verdict)) {
            set.changed(about);
            add(Kind.AFFILIATE, about, "", verdict);
        }
    }

    /** Of an account because of a pair. */
    void ofPair(Pair pair, String side, Account about, String other, Verdict verdict) {
        if (pair.said.news(side, verdict)) {
            set.keep(pair);
            add(Kind.ACCOUNT, about, other, verdict);
        }
    }

    private void add(Kind kind, Account about, String other, Verdict verdict) {
        now.add(new Judgement(new Subject(kind, about.key, verdict.type()), other, verdict));
    }

    /** All was said of this instant. */
    void close(long at) {
        if (!now.isEmpty()) {
            moments.add(new Moment(Instant.ofEpochMilli(at), now));
            now.clear();
        }
    }

    /** An affiliate whose rules could not be asked at a midnight. */
    void leaveOut(Account affiliate, long at, RuntimeException failure) {
        leftOut.add(new LeftOut(affiliate.key, Instant.ofEpochMilli(at), failure));
    }

    List<LeftOut> leftOut() {
        return List.copyOf(leftOut);
    }

    List<Moment> moments() {
        return List.copyOf(moments);
    }
}
