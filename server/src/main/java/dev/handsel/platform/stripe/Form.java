package dev.handsel.platform.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.StringJoiner;

/** Parameters of a request in the order in which they were given, as {@code application/x-www-form-urlencoded}. */
public final class Form {

    private final StringJoiner text = new StringJoiner("&");

    public static Form of() {
        return new Form();
    }

    private Form() {}

    /** One more parameter; nested names are written as Stripe does, {@code metadata[payout_id]}. */
    public Form with(String name, Object value) {
        text.add(URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value.toString(), UTF_8));
        return this;
    }

    /** The bytes of the request, all of them ASCII. */
    public String text() {
        return text.toString();
    }
}
