package dev.handsel.inbox.files;

import dev.handsel.base.refusal.Fault;
import dev.handsel.inbox.events.Inbox;
import dev.handsel.inbox.files.Item.EventLine;
import dev.handsel.inbox.files.Lines.FileLine;
import dev.handsel.platform.json.Bodies;
import dev.handsel.platform.json.Reading;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads lines as events, as strictly as the API reads them. */
@Component
class ItemReader {

    private final Bodies bodies;
    private final Inbox inbox;

    ItemReader(Bodies bodies, Inbox inbox) {
        this.bodies = bodies;
        this.inbox = inbox;
    }

    Item read(FileLine line) {
        if (line.tooLong()) {
            var sentence = "A line has at most " + Lines.LONGEST + " bytes.";
            return new Item.Malformed(line.number(), List.of(new Fault("", "too_long", sentence)));
        }
        return switch (bodies.read(new ByteArrayInputStream(line.text()), JsonNode.class)) {
            case Reading.Sound<JsonNode> json -> new EventLine(line.number(), inbox.read(json.value()));
            case Reading.Faulty<JsonNode> faulty -> new Item.Malformed(line.number(), faulty.faults());
        };
    }
}
