package dev.handsel.stripesim.state;

import dev.handsel.stripesim.model.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Links to the pages that ask an affiliate for what is missing; each opens once and for five minutes. */
public final class SetUpLinks {

    private static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private final Map<String, Link> links = new HashMap<>();
    private final InstantSource clock;

    SetUpLinks(InstantSource clock) {
        this.clock = clock;
    }

    /** A link, and whether it was opened. */
    public record Link(
            String token, String account, String refreshUrl, String returnUrl, Instant expiresAt, boolean opened) {}

    public Link add(String account, String refreshUrl, String returnUrl) {
        var token = Ids.secret("setup");
        var link =
                new Link(token, account, refreshUrl, returnUrl, clock.instant().plus(GOOD_FOR), false);
        links.put(token, link);
        return link;
    }

    public Optional<Link> find(String token) {
        return Optional.ofNullable(links.get(token));
    }

    /** Whether it may be opened now; from now on it may not. */
    public boolean open(Link link) {
        links.put(
                link.token(),
                new Link(link.token(), link.account(), link.refreshUrl(), link.returnUrl(), link.expiresAt(), true));
        return !link.opened() && clock.instant().isBefore(link.expiresAt());
    }

    public void forget(Link link) {
        links.remove(link.token());
    }
}
