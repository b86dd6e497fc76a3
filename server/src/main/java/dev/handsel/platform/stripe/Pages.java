package dev.handsel.platform.stripe;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A list of Stripe's, each page of which is asked for when it is read. */
final class Pages implements Iterator<StripeAnswer> {

    private final String path;
    private final Function<String, StripeAnswer> ask;
    private @Nullable String next;

    Pages(String path, Function<String, StripeAnswer> ask) {
        this.path = path;
        this.ask = ask;
        this.next = path;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public StripeAnswer next() {
        if (next == null) {
            throw new NoSuchElementException("That was the last page of " + path);
        }
        var answer = ask.apply(next);
        next = answer instanceof StripeAnswer.Done(JsonNode page) ? after(page) : null;
        return answer;
    }

    private @Nullable String after(JsonNode page) {
        if (!page.path("has_more").asBoolean(false)) {
            return null;
        }
        var data = page.path("data");
        if (data.isEmpty()) {
            throw new IllegalStateException("Stripe has more of " + path + " and does not say after what");
        }
        return path + "&starting_after=" + Stripe.text(data.get(data.size() - 1), "id");
    }
}
