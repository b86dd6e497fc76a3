package dev.handsel.base.addresses;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A host that browsers may be sent to: {@code shop.example} on every port, {@code localhost:3000} on that one,
 * {@code *.shop.example} with everything below it but not itself.
 */
public record LandingHost(String text) {

    private static final Pattern FORM = Pattern.compile(
            "(?:(?:\\*\\.(?=[^:]*\\.))?[a-z0-9](?:[a-z0-9_-]{0,62})(?:\\.[a-z0-9_][a-z0-9_-]{0,62})*|\\[[0-9a-f:.]{2,45}])"
                    + "(?::[1-9][0-9]{0,4})?");
    private static final int LONGEST = 259;

    /** Reads what somebody typed; anything else is a fault of the request. */
    @JsonCreator
    public static LandingHost parse(String typed) {
        var text = typed.strip().toLowerCase(Locale.ROOT);
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            throw Refused.invalid(List.of(new Fault(
                    "", "malformed", "Expected a host such as shop.example, *.shop.example or localhost:3000.")));
        }
        return new LandingHost(text);
    }

    /** The host of an address: on the port that it names, or on every port where it names none. */
    public static LandingHost of(WebAddress address) {
        var host = address.uri().getHost().toLowerCase(Locale.ROOT);
        var port = address.uri().getPort();
        return new LandingHost(port < 0 ? host : host + ":" + port);
    }

    /** Every way in which a list may name the host of {@code address}. */
    public static List<String> namesOf(WebAddress address) {
        var host = address.uri().getHost().toLowerCase(Locale.ROOT);
        var port = ":" + port(address);
        var names = new ArrayList<>(List.of(host, host + port));
        for (int dot = host.indexOf('.'); dot > 0 && !host.startsWith("["); dot = host.indexOf('.', dot + 1)) {
            names.add("*" + host.substring(dot));
            names.add("*" + host.substring(dot) + port);
        }
        return names;
    }

    private static int port(WebAddress address) {
        var uri = address.uri();
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
