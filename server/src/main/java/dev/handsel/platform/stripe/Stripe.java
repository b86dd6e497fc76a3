package dev.handsel.platform.stripe;

import dev.handsel.platform.database.OutsideTransactions;
import dev.handsel.platform.settings.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stripe's API, one attempt a call: nothing repeats anything by itself. Every call keeps the pace of
 * the process, and waits for its turn without holding anything; inside a transaction none is made ({@link
 * IllegalStateException}).
 *
 * @see <a href="https://docs.stripe.com/api">docs.stripe.com/api</a>
 */
@Component
public class Stripe {

    /** The code of a connected account that is not ours, or no longer; it says nothing about our key. */
    public static final String NO_SUCH_ACCOUNT = "account_invalid";

    private static final StripeAnswer NO_KEY = new StripeAnswer.Denied("There is no key for Stripe.");
    private static final Duration PAUSE_WHEN_BUSY = Duration.ofSeconds(1);

    private final StripeSettings settings;
    private final CallPace pace;
    private final @Nullable OneAttempt client;

    Stripe(StripeSettings settings, JsonMapper json, InstantSource clock) {
        this.settings = settings;
        this.pace = new CallPace(settings.rate(), clock);
        this.client = client(settings, json);
    }

    private static @Nullable OneAttempt client(StripeSettings settings, JsonMapper json) {
        var key = settings.apiKey();
        return key == null ? null : new OneAttempt(settings.apiBase(), key, settings.timeout(), json);
    }

    /** Whether there is a platform account to pay from. */
    public boolean configured() {
        return client != null;
    }

    /** Whether this process sends, polls and applies. */
    public boolean works() {
        return client != null && settings.sender();
    }

    /** The work, which does nothing while this process does not {@linkplain #works() work}. */
    public Runnable ifItWorks(Runnable work) {
        return () -> {
            if (works()) {
                work.run();
            }
        };
    }

    /** The secrets of the webhook endpoint for connected accounts. */
    public List<Secret> connectSecrets() {
        return settings.connectSecrets();
    }

    /** Whether its money is real. */
    public boolean live() {
        var key = settings.apiKey();
        return key != null && key.value().contains("_live_");
    }

    /** Where accounts are opened when nothing else is known, ISO 3166. */
    public String country() {
        return settings.country();
    }

    /** Who pays the money of connected accounts to their banks. */
    public BankPayoutMode bankPayouts() {
        return settings.bankPayouts();
    }

    /** How long nothing is sent after an affiliate has changed the bank account. */
    public Duration bankChangeHold() {
        return settings.bankChangeHold();
    }

    /** How long the next call waits for its turn, as Stripe has told this process to slow down. */
    public Duration untilTurn() {
        return pace.ahead();
    }

    /** Waits for this process's turn to call, for whoever must not wait between writing down what it sends and sending it. */
    public void awaitTurn() {
        OutsideTransactions.require("Waiting for Stripe");
        try {
            Thread.sleep(pace.turn());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a turn", e);
        }
    }

    /** As {@link #post(String, String, String)}, at once: the turn was awaited before. */
    public StripeAnswer postInTurn(String path, String form, String key) {
        return postInTurn(path, form, key, null);
    }

    /**
     * As {@link #postInTurn(String, String, String)}.
     *
     * @param account the connected account whose own it is about, or null
     */
    public StripeAnswer postInTurn(String path, String form, String key, @Nullable String account) {
        return client == null ? NO_KEY : paced(client.post(path, form, key, account));
    }

    /**
     * Posts these very bytes.
     *
     * @param path such as {@code /v1/transfers}
     * @param form as {@link Form} writes it
     * @param key makes repeating the same bytes harmless for at least 24 hours
     */
    public StripeAnswer post(String path, String form, String key) {
        if (client == null) {
            return NO_KEY;
        }
        awaitTurn();
        return postInTurn(path, form, key);
    }

    /**
     * Asks for an object or a list.
     *
     * @param account the connected account that is asked about its own, or null
     */
    public StripeAnswer get(String path, @Nullable String account) {
        if (client == null) {
            return NO_KEY;
        }
        awaitTurn();
        return paced(client.get(path, account));
    }

    public StripeAnswer get(String path) {
        return get(path, null);
    }

    /**
     * Asks for a list from its beginning to its end. Each page is asked for when it is read; the first answer that is not
     * {@link StripeAnswer.Done} is the last.
     *
     * @param path with its query
     * @param account the connected account whose list it is, or null
     */
    public Iterable<StripeAnswer> pages(String path, @Nullable String account) {
        return () -> new Pages(path, page -> get(page, account));
    }

    private StripeAnswer paced(StripeAnswer answer) {
        if (answer instanceof StripeAnswer.Busy busy) {
            var pause = busy.retryAfter();
            pace.slowDown(pause == null ? PAUSE_WHEN_BUSY : pause);
        }
        return answer;
    }

    /** The element {@code name}, which Stripe documents as always present. */
    public static String text(JsonNode object, String name) {
        var value = object.path(name);
        if (!value.isString()) {
            throw new IllegalStateException("Stripe's " + object.path("object").asString("object") + " has no " + name);
        }
        return value.asString();
    }
}
