package dev.handsel.programs.terms;

import dev.handsel.base.addresses.CookieDomain;
import dev.handsel.base.addresses.WebAddress;
import dev.handsel.base.refusal.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The names by which visitors reach this server's links: that of the public URL, and the further ones that it goes by. */
@Component
class LinkHosts {

    private final List<String> names;

    LinkHosts(
            @Value("${handsel.public-url}") String publicUrl,
            @Value("${handsel.accepted-authorities:}") List<String> accepted) {
        this.names = Stream.concat(
                        Stream.of(publicUrl),
                        accepted.stream().filter(name -> !name.isBlank()).map(name -> "https://" + name.strip()))
                .flatMap(address -> WebAddress.find(address).stream())
                .map(address -> address.uri().getHost().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** What is wrong with a domain for cookies, if anything: browsers keep none that a host outside of the domain sets. */
    Optional<Fault> fault(String pointer, String domain) {
        return CookieDomain.fault(pointer, domain)
                .or(() -> names.stream().anyMatch(new CookieDomain(domain)::covers)
                        ? Optional.empty()
                        : Optional.of(new Fault(
                                pointer,
                                "not_above_links",
                                "Browsers take cookies for " + domain + " only from hosts in it, and links are at "
                                        + String.join(", ", names)
                                        + ". HANDSEL_ACCEPTED_AUTHORITIES lists further names of this server.")));
    }
}
