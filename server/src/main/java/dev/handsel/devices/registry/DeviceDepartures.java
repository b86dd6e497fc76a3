package dev.handsel.devices.registry;

import dev.handsel.identity.access.AccountRemoved;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Devices go with the account of their owner; the audit log keeps that they were there. */
@Component
class DeviceDepartures {

    private final DeviceStore store;
    private final DeviceTrail trail;

    DeviceDepartures(DeviceStore store, DeviceTrail trail) {
        this.store = store;
        this.trail = trail;
    }

    /** In the transaction that removes the account, before its rows go. */
    @EventListener
    void removed(AccountRemoved removed) {
        for (var device : store.all(removed.account())) {
            trail.changed("account:" + removed.account(), "device.removed", device, Map.of());
        }
    }
}
