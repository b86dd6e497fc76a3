package dev.handsel.fraud.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.rules.Parameter;
import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.HandselTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What a programme sets for its rules: all of it at once, each change counted and audited. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class ConfigurationTest {

    @Autowired
    EventScene scene;

    @Autowired
    Bearers bearers;

    @Autowired
    RuleConfigurations configurations;

    @Value("${handsel.public-url}")
    String url;

    private Shop shop;
    private ProgramId program;

    @BeforeEach
    void open() {
        shop = scene.shop();
        program = ProgramId.parse(shop.id());
    }

    private Reply get(Role role) {
        return new Client(url).get(path(), "Authorization", bearers.with(role));
    }

    private Reply put(Role role, String etag, String body) {
        return new Client(url)
                .send(
                        "PUT",
                        path(),
                        BodyPublishers.ofString(body),
                        "Authorization",
                        bearers.with(role),
                        "If-Match",
                        etag,
                        "Content-Type",
                        "application/json");
    }

    private double holdAt(String query) {
        var rules = new Client(url).get("/v1/fraud/rules" + query, "Authorization", bearers.with(Role.ANALYST));
        return rules.json()
                .get("data")
                .valueStream()
                .filter(rule -> rule.get("id").asString().equals("SR-2"))
                .findFirst()
                .orElseThrow()
                .at("/parameters/hold_at")
                .asDouble();
    }

    private String path() {
        return "/v1/programs/" + shop.id() + "/fraud_parameters";
    }

    @Test
    void everything_is_at_its_standard_until_somebody_sets_it() {
        var before = get(Role.ANALYST);
        assertThat(before.json().get("version").asLong()).isZero();
        assertThat(before.json().get("parameters")).isEmpty();

        var set = put(Role.MANAGER, before.header("ETag"), "{\"parameters\": {\"hold_at\": 0.8}}");
        assertThat(set.status()).as(set.text()).isEqualTo(200);
        assertThat(get(Role.ANALYST).json()).isEqualTo(set.json());
        assertThat(configurations.of(program).version()).isEqualTo(1);
        assertThat(configurations.of(program).inForce().of(Parameter.HOLD_AT)).isEqualTo(0.8);
        assertThat(shop.audited(shop.id())).contains("fraud.rules.configured");
        assertThat(holdAt("?program=" + shop.id())).isEqualTo(0.8);
        assertThat(holdAt("")).isEqualTo(Parameter.HOLD_AT.standard());

        var back = put(Role.OWNER, set.header("ETag"), "{\"parameters\": {}}");
        assertThat(back.json().get("version").asLong()).isEqualTo(2);
        assertThat(configurations.of(program).inForce().set()).isEmpty();
    }

    @Test
    void every_fault_is_named_and_nothing_is_set() {
        var refused = put(
                Role.MANAGER,
                get(Role.MANAGER).header("ETag"),
                "{\"parameters\": {\"hold_at\": 2, \"no_such\": 1, \"trains\": 1.5}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.faults())
                .containsExactlyInAnyOrder(
                        "/parameters/hold_at out_of_range",
                        "/parameters/no_such unknown_member",
                        "/parameters/trains out_of_range");
        assertThat(configurations.of(program).version()).isZero();
    }

    @Test
    void who_has_read_another_version_or_only_reads_sets_nothing() {
        var etag = get(Role.MANAGER).header("ETag");
        assertThat(put(Role.ANALYST, etag, "{\"parameters\": {}}").status()).isEqualTo(403);
        assertThat(put(Role.MANAGER, etag, "{\"parameters\": {}}").status()).isEqualTo(200);
        assertThat(put(Role.MANAGER, etag, "{\"parameters\": {\"trains\": 5}}").status())
                .isEqualTo(412);
        assertThat(configurations.of(program).version()).isEqualTo(1);
    }

    @Test
    void owners_alone_change_what_verdicts_do_and_who_does_not_name_it_leaves_it() {
        assertThat(get(Role.ANALYST).json().get("effects").asString()).isEqualTo("full");
        var only = "{\"parameters\": {}, \"effects\": \"flag_only\"}";
        assertThat(put(Role.MANAGER, "*", only).status()).isEqualTo(403);
        var set = put(Role.OWNER, "*", only);
        assertThat(set.status()).as(set.text()).isEqualTo(200);
        assertThat(put(Role.MANAGER, set.header("ETag"), "{\"parameters\": {\"hold_at\": 0.8}}")
                        .json()
                        .get("effects")
                        .asString())
                .isEqualTo("flag_only");
        assertThat(put(Role.OWNER, "*", "{\"parameters\": {}, \"effects\": \"none\"}")
                        .status())
                .isEqualTo(400);
    }
}
