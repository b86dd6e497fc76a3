package dev.handsel.stripesim;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import com.stripe.model.Account;
import com.stripe.model.AccountLink;
import com.stripe.model.Application;
import com.stripe.model.Balance;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.BankAccount;
import com.stripe.model.Capability;
import com.stripe.model.Event;
import com.stripe.model.LoginLink;
import com.stripe.model.Payout;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeError;
import com.stripe.model.StripeObject;
import com.stripe.model.Topup;
import com.stripe.model.Transfer;
import com.stripe.model.TransferReversal;
import com.stripe.model.WebhookEndpoint;
import com.stripe.net.ApiResource;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NothingLeftOverTest extends SimulatorTest {

    private static final Map<String, Class<?>> EVENT_OBJECTS = Map.of(
            "transfer", Transfer.class,
            "topup", Topup.class,
            "balance", Balance.class,
            "payout", Payout.class,
            "account", Account.class,
            "capability", Capability.class,
            "bank_account", BankAccount.class,
            "application", Application.class);

    private String transfer;
    private String payout;

    @BeforeEach
    void act() {
        transfer = transfer(1000).id();
        reverse(transfer, 10);
        payout = wire.post("/v1/payouts", "amount=100&currency=usd", "Stripe-Account", nora)
                .id();
        wire.control("payouts/" + payout + "/fail", "{}");
        wire.control("accounts/" + nora + "/disable", "{\"currently_due\":[\"external_account\"]}");
        wire.control("accounts/" + nora + "/enable", "{}");
    }

    @Test
    void of_one_object() {
        var opened = wire.post("/v1/accounts", "type=express&email=a@example.com");
        var login = "/v1/accounts/" + nora + "/login_links";
        var link = "type=account_onboarding&refresh_url=http://a.example&return_url=http://b.example&account=" + nora;

        fits(
                wire.get("/v1/transfers/" + transfer + "?expand[]=balance_transaction&expand[]=destination"),
                Transfer.class);
        fits(
                wire.get("/v1/payouts/" + payout + "?expand[]=failure_balance_transaction", "Stripe-Account", nora),
                Payout.class);
        fits(opened, Account.class);
        fits(wire.get("/v1/accounts/" + nora), Account.class);
        fits(wire.get("/v1/account"), Account.class);
        fits(wire.get("/v1/accounts/" + nora + "/capabilities/transfers"), Capability.class);
        fits(wire.post(login, ""), LoginLink.class);
        fits(wire.post("/v1/account_links", link), AccountLink.class);
        fits(wire.get("/v1/balance"), Balance.class);
        fits(wire.post("/v1/topups", "amount=100&currency=usd&metadata[a]=b"), Topup.class);
        fits(wire.post("/v1/webhook_endpoints", "url=http://127.0.0.1:9&enabled_events[]=none"), WebhookEndpoint.class);
        fits(wire.delete("/v1/accounts/" + opened.id()), Account.class);
    }

    @Test
    void of_lists() {
        fits(wire.get("/v1/transfers"), new TypeToken<StripeCollection<Transfer>>() {}.getType());
        fits(wire.get("/v1/accounts"), new TypeToken<StripeCollection<Account>>() {}.getType());
        fits(wire.get("/v1/topups"), new TypeToken<StripeCollection<Topup>>() {}.getType());
        fits(wire.get("/v1/payouts", "Stripe-Account", nora), new TypeToken<StripeCollection<Payout>>() {}.getType());
        fits(
                wire.get("/v1/transfers/" + transfer + "/reversals"),
                new TypeToken<StripeCollection<TransferReversal>>() {}.getType());
        fits(
                wire.get("/v1/balance_transactions?expand[]=data.source"),
                new TypeToken<StripeCollection<BalanceTransaction>>() {}.getType());
        fits(
                wire.get("/v1/balance_transactions", "Stripe-Account", nora),
                new TypeToken<StripeCollection<BalanceTransaction>>() {}.getType());
        fits(wire.get("/v1/events"), new TypeToken<StripeCollection<Event>>() {}.getType());
    }

    @Test
    void of_events_and_their_objects() {
        var kinds = new TreeSet<String>();
        for (var account : new String[] {"", nora}) {
            var list = account.isEmpty() ? wire.get("/v1/events") : wire.get("/v1/events", "Stripe-Account", account);
            for (var element :
                    JsonParser.parseString(list.body()).getAsJsonObject().getAsJsonArray("data")) {
                var object = element.getAsJsonObject().getAsJsonObject("data").getAsJsonObject("object");
                var kind = object.get("object").getAsString();
                kinds.add(kind);
                assertThat(Leftovers.of(object, EVENT_OBJECTS.getOrDefault(kind, Void.class)))
                        .isEmpty();
                var event = ApiResource.GSON.fromJson(element, Event.class);
                assertThat(event.getDataObjectDeserializer().getObject()).isPresent();
            }
        }
        assertThat(kinds).contains("transfer", "topup", "balance", "payout", "account", "capability");
    }

    @Test
    void of_errors() {
        var refused = wire.get("/v1/transfers/tr_none");
        var error = JsonParser.parseString(refused.body()).getAsJsonObject().getAsJsonObject("error");

        assertThat(Leftovers.of(error, StripeError.class)).isEmpty();
    }

    @Test
    void the_check_itself_notices_a_name_too_many() {
        var json = JsonParser.parseString("{\"id\":\"tr_1\",\"reversals\":{\"data\":[{\"colour\":1}]}}");

        assertThat(Leftovers.of(json.getAsJsonObject(), Transfer.class))
                .containsExactly("com.stripe.model.Transfer.reversals.data[].colour");
    }

    private static void fits(Answer answer, Type type) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var json = JsonParser.parseString(answer.body()).getAsJsonObject();
        StripeObject model = ApiResource.GSON.fromJson(json, type);
        assertThat(model).isNotNull();
        assertThat(Leftovers.of(json, type)).isEmpty();
    }
}
