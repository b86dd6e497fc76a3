package dev.handsel.inbox.history;

import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A merchant who tells events and asks for them again. */
@HandselTest
abstract class HistoryScene {

    @Autowired
    EventScene scene;

    Shop shop;
    Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
    }

    JsonNode event(Event event) {
        return shop.get("/v1/events/" + event.id()).json();
    }
}
