package dev.handsel.devices.registry;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.devices.registry.Device.IssuedCredential;
import dev.handsel.devices.registry.Device.LiveCredential;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.platform.paging.PageRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/** The devices of people. A device of somebody else is unknown. */
@Service
class Devices {

    private static final int MOST_LIVE = 20;

    /** A device just registered, with its first credential. */
    record Registered(Device device, IssuedCredential credential) {}

    private final DeviceStore store;
    private final CredentialStore credentials;
    private final DeviceRevocation revocation;
    private final Confirmations confirmations;
    private final DeviceTrail trail;
    private final Transactions transactions;
    private final InstantSource clock;

    Devices(
            DeviceStore store,
            CredentialStore credentials,
            DeviceRevocation revocation,
            Confirmations confirmations,
            DeviceTrail trail,
            Transactions transactions,
            InstantSource clock) {
        this.store = store;
        this.credentials = credentials;
        this.revocation = revocation;
        this.confirmations = confirmations;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    Registered register(Caller.Person owner, DeviceName name, boolean legacySignatures) {
        requireEmail(owner);
        return transactions.required(() -> {
            lock(owner.account());
            var now = clock.instant();
            var device = new Device(
                    DeviceId.fresh(),
                    owner.account(),
                    name.text(),
                    DeviceState.PENDING,
                    legacySignatures,
                    1,
                    now,
                    null);
            requireRoom(device);
            store.add(device);
            var credential = credentials.issue(device, now);
            confirmations.mail(device, owner.email());
            trail.registered(owner.actor(), device, credential);
            return new Registered(device, credential);
        });
    }

    private static void requireEmail(Caller.Person owner) {
        if (owner.email().isBlank()) {
            throw Refused.unacceptable(
                    "email_missing", "The account has no e-mail to which the confirmation could go.");
        }
    }

    private void lock(AccountId owner) {
        if (!store.lockOwner(owner)) {
            throw Refused.notFound("account");
        }
    }

    private void requireRoom(Device device) {
        if (store.countLive(device.owner()) >= MOST_LIVE) {
            throw Refused.conflict("device_limit", "An account has at most 20 devices; revoke one first.");
        }
        requireFree(device, device.name());
        store.waitToRegister(device.owner()).ifPresent(wait -> {
            throw Refused.later(
                    RefusalKind.TOO_MANY, "too_many_requests", "Six devices can be registered in two minutes.", wait);
        });
    }

    private void requireFree(Device device, String name) {
        if (store.isTaken(device.owner(), name, device.id())) {
            throw Refused.conflict("device_name_taken", "Another device of the account has this name.");
        }
    }

    List<Device> list(Caller.Person owner, PageRequest page) {
        return store.list(owner.account(), page);
    }

    Device get(Caller.Person owner, DeviceId id) {
        return mine(owner, store.find(id));
    }

    /** The device, locked until the transaction ends. */
    Device take(Caller.Person owner, DeviceId id) {
        return mine(owner, store.take(id));
    }

    private static Device mine(Caller.Person owner, Optional<Device> device) {
        return device.filter(found -> found.owner().equals(owner.account()))
                .orElseThrow(() -> Refused.notFound("device"));
    }

    /** The credentials in force of each of these devices. */
    Map<DeviceId, List<LiveCredential>> credentials(List<Device> devices) {
        return credentials.live(devices, clock.instant());
    }

    /** Changes what is given of a device that is not revoked. */
    Device change(
            Caller.Person owner, DeviceId id, IfMatch ifMatch, Optional<DeviceName> name, Optional<Boolean> legacy) {
        return transactions.required(() -> {
            lock(owner.account());
            var device = take(owner, id);
            ifMatch.check(device.version());
            requireLiving(device);
            var wanted = name.map(DeviceName::text).orElse(device.name());
            requireFree(device, wanted);
            return changed(owner, device, wanted, legacy.orElse(device.legacySignatures()));
        });
    }

    private Device changed(Caller.Person owner, Device before, String name, boolean legacy) {
        if (before.name().equals(name) && before.legacySignatures() == legacy) {
            return before;
        }
        var after = store.change(before, name, legacy);
        if (!before.name().equals(name)) {
            trail.record(owner.actor(), "device.renamed", after, Map.of());
        }
        if (before.legacySignatures() != legacy) {
            trail.changed(
                    owner.actor(), "device.legacy_signatures_changed", after, Map.of("legacy_signatures", legacy));
        }
        return after;
    }

    static void requireLiving(Device device) {
        if (device.isRevoked()) {
            throw Refused.conflict("device_revoked", "The device is revoked; register a new one.");
        }
    }

    Device revoke(Caller.Person owner, DeviceId id) {
        Supplier<Device> work = () -> revocation.revoke(take(owner, id), owner.actor(), "device.revoked");
        return transactions.required(work);
    }

    void mailAgain(Caller.Person owner, DeviceId id) {
        transactions.run(() -> {
            var device = take(owner, id);
            requireEmail(owner);
            confirmations.mailAgain(device, owner.email());
        });
    }
}
