package dev.handsel.referrals.customers;

import dev.handsel.base.ids.ClickId;
import dev.handsel.referrals.clicks.ClickStore.Lead;
import dev.handsel.referrals.clicks.VisitorId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The clicks that the signups of a batch may be owed to. */
final class Leads {

    private final Map<ClickId, Lead> byId = new HashMap<>();
    private final Map<String, Lead> byRef = new HashMap<>();
    private final Map<String, List<Lead>> byDevice = new HashMap<>();
    private final Map<VisitorId, List<Lead>> byVisitor = new HashMap<>();

    void add(Lead lead) {
        if (byId.putIfAbsent(lead.id(), lead) != null) {
            return;
        }
        if (lead.ref() != null) {
            byRef.putIfAbsent(lead.ref(), lead);
        }
        if (lead.device() != null) {
            byDevice.computeIfAbsent(lead.device(), _ -> new ArrayList<>()).add(lead);
        }
        if (lead.visitor() != null) {
            byVisitor.computeIfAbsent(lead.visitor(), _ -> new ArrayList<>()).add(lead);
        }
    }

    /** The click of this id, or else of this reference. */
    Optional<Lead> named(@Nullable String id, @Nullable String ref) {
        return Optional.ofNullable(id)
                .flatMap(ClickId::find)
                .map(byId::get)
                .or(() -> Optional.ofNullable(ref).map(byRef::get));
    }

    /** All that was read of whoever made this click, itself among it. */
    List<Lead> ofVisitorOf(Lead click) {
        return click.visitor() == null ? List.of(click) : byVisitor.getOrDefault(click.visitor(), List.of(click));
    }

    List<Lead> ofDevice(String device) {
        return byDevice.getOrDefault(device, List.of());
    }
}
