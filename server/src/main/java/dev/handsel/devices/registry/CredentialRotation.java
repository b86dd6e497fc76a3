package dev.handsel.devices.registry;

import dev.handsel.base.ids.CredentialId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.devices.registry.Device.IssuedCredential;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.database.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Gives devices new secrets, and ends old ones. */
@Service
class CredentialRotation {

    private static final int MOST_LIVE = 2;

    private final Devices devices;
    private final DeviceStore store;
    private final CredentialStore credentials;
    private final DeviceTrail trail;
    private final Transactions transactions;
    private final InstantSource clock;

    CredentialRotation(
            Devices devices,
            DeviceStore store,
            CredentialStore credentials,
            DeviceTrail trail,
            Transactions transactions,
            InstantSource clock) {
        this.devices = devices;
        this.store = store;
        this.credentials = credentials;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A new credential; the one before stays in force for the overlap, or ends at once where there is none. */
    IssuedCredential add(Caller.Person owner, DeviceId id, Duration overlap) {
        return transactions.required(() -> {
            var device = devices.take(owner, id);
            Devices.requireLiving(device);
            var now = clock.instant();
            if (overlap.isZero()) {
                credentials.retireAll(id, now);
            } else {
                requireRoom(device);
                credentials.expire(id, now, now.plus(overlap));
            }
            var issued = credentials.issue(device, now);
            trail.changed(
                    owner.actor(),
                    "credential.added",
                    store.touch(device),
                    Map.of("credential", issued.id(), "overlap_seconds", overlap.toSeconds()));
            return issued;
        });
    }

    private void requireRoom(Device device) {
        var live = devices.credentials(List.of(device)).getOrDefault(device.id(), List.of());
        if (live.size() >= MOST_LIVE) {
            throw Refused.conflict(
                    "credential_limit", "A device has at most two credentials in force; retire one of them first.");
        }
    }

    /** Ends the credential; one that has ended stays as it is. */
    void retire(Caller.Person owner, DeviceId id, CredentialId credential) {
        transactions.run(() -> {
            var device = devices.take(owner, id);
            if (!credentials.exists(id, credential)) {
                throw Refused.notFound("credential");
            }
            if (credentials.retire(credential, clock.instant())) {
                trail.changed(
                        owner.actor(), "credential.retired", store.touch(device), Map.of("credential", credential));
            }
        });
    }
}
