package dev.handsel.payouts.commands;

import dev.handsel.payouts.commands.StripeCommand.CommandKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The work of every kind of commands. */
@Component
class CommandWorks {

    private final Map<CommandKind, CommandWork> works = new EnumMap<>(CommandKind.class);

    CommandWorks(List<CommandWork> works) {
        works.forEach(work -> this.works.put(work.kind(), work));
    }

    CommandWork of(StripeCommand command) {
        return Objects.requireNonNull(works.get(command.instruction().kind()));
    }
}
