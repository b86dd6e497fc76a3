package dev.handsel.platform.work;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;

/**
 * Work that is looked for again and again. A module brings its own as a bean; of several processes one does it at a time, and two
 * at once must do no harm: timers only find work, the rows themselves are the queues.
 */
public final class Recurring {

    private Recurring() {}

    /**
     * Work that starts with the server and again this long after each end.
     *
     * @param name as it stands in {@code scheduled_tasks}; a name is never given to other work
     */
    public static RecurringTask<Void> every(Duration pause, String name, Runnable work) {
        return Tasks.recurring(name, FixedDelay.of(pause)).execute((_, _) -> work.run());
    }
}
