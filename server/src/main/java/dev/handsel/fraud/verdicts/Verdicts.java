package dev.handsel.fraud.verdicts;

import dev.handsel.base.ids.ProgramId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Stand-in: collects. */
@Service
public class Verdicts {

    /** What was taken in. */
    public static final Map<ProgramId, List<Moment>> TAKEN = new ConcurrentHashMap<>();

    /** Takes in what was judged, the moments in their order. */
    public void take(ProgramId program, List<Moment> moments) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                TAKEN.computeIfAbsent(program, _ -> new CopyOnWriteArrayList<>())
                        .addAll(moments);
            }
        });
    }
}
