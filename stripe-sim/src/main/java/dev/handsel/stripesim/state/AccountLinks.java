package dev.handsel.stripesim.state;

import dev.handsel.stripesim.model.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Links to the onboarding page: each opens once, within five minutes, and its form can be sent once. */
public final class AccountLinks {

    private static final Duration VALID = Duration.ofMinutes(5);

    private final Map<String, Link> fresh = new HashMap<>();
    private final Map<String, Link> opened = new HashMap<>();
    private final Map<String, Link> all = new HashMap<>();
    private final InstantSource clock;

    AccountLinks(InstantSource clock) {
        this.clock = clock;
    }

    /** Where the account's owner fills in what Stripe wants, and where they go afterwards. */
    public record Link(String token, String account, String refresh, String back, Instant created) {
        public Instant expires() {
            return created.plus(VALID);
        }
    }

    public Link create(String account, String refresh, String back) {
        var link = new Link(Ids.secret("s"), account, refresh, back, clock.instant());
        fresh.put(link.token(), link);
        all.put(link.token(), link);
        return link;
    }

    /** Any link, used or not. */
    public Optional<Link> find(String token) {
        return Optional.ofNullable(all.get(token));
    }

    /** Uses the link up, if it may still be used. */
    public Optional<Link> open(String token) {
        var link = fresh.remove(token);
        if (link == null || !clock.instant().isBefore(link.expires())) {
            return Optional.empty();
        }
        opened.put(token, link);
        return Optional.of(link);
    }

    /** Takes the form of an opened link, once. */
    public Optional<Link> complete(String token) {
        return Optional.ofNullable(opened.remove(token));
    }
}
