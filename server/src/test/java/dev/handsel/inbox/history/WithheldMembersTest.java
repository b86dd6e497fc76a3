package dev.handsel.inbox.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.Event;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** What is said of people is shown to few. */
class WithheldMembersTest extends HistoryScene {

    @Autowired
    Bearers bearers;

    @Value("${handsel.public-url}")
    String url;

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"OWNER", "MANAGER", "FINANCE", "ANALYST"})
    void addresses_are_for_owners_and_managers_alone(Role role) {
        var login = Event.login("ann").with("user_agent", "Netscape").with("device", "phone");
        shop.tell(login);
        var shown = new Client(url)
                .get("/v1/events/" + login.id() + "?program=" + shop.id(), "Authorization", bearers.with(role))
                .json();
        if (role == Role.OWNER || role == Role.MANAGER) {
            assertThat(shown.get("payload").get("ip").asString()).isEqualTo("192.0.2.7");
            assertThat(shown.get("withheld")).isEmpty();
        } else {
            assertThat(shown.toString()).doesNotContain("192.0.2.7", "Netscape", "phone");
            assertThat(shown.get("withheld").valueStream().map(JsonNode::asString))
                    .containsExactly("device", "ip", "user_agent");
        }
    }

    @Test
    void a_key_is_not_shown_addresses_and_an_affiliate_nothing() {
        var login = Event.login("ann");
        shop.tell(login);
        assertThat(event(login).toString()).doesNotContain("192.0.2.7");
        var affiliate = bearers.with(Role.AFFILIATE);
        var client = new Client(url);
        assertThat(client.get("/v1/events/" + login.id() + "?program=" + shop.id(), "Authorization", affiliate)
                        .status())
                .isEqualTo(403);
        assertThat(client.get("/v1/events?program=" + shop.id(), "Authorization", affiliate)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void accounts_terminals_and_pages_are_withheld_too() {
        var opened = Event.tradeOpened("t1", "ann").with("account", "77002");
        var linked = Event.terminal("ann");
        var click = Event.click(nora.code())
                .with("url", "https://shop.example/?mail=ann")
                .with("referrer", "https://a.example/");
        shop.tellAll(opened, linked, click);
        assertThat(withheld(opened)).containsExactly("account");
        assertThat(withheld(linked)).containsExactly("broker_account", "terminal");
        assertThat(withheld(click)).contains("referrer", "url");
        assertThat(event(linked).toString()).doesNotContain("77001", "mt5-1");
    }

    private List<String> withheld(Event event) {
        return event(event)
                .get("withheld")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}
