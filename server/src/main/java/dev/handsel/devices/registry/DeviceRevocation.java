package dev.handsel.devices.registry;

import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Takes all rights from a device, for ever. */
@Component
class DeviceRevocation {

    private final DeviceStore devices;
    private final CredentialStore credentials;
    private final DeviceTrail trail;
    private final InstantSource clock;

    DeviceRevocation(DeviceStore devices, CredentialStore credentials, DeviceTrail trail, InstantSource clock) {
        this.devices = devices;
        this.credentials = credentials;
        this.trail = trail;
        this.clock = clock;
    }

    /** Revokes a device that the caller has locked; one that is revoked stays as it is. */
    Device revoke(Device device, String actor, String action) {
        if (device.isRevoked()) {
            return device;
        }
        var now = clock.instant();
        credentials.revokeAll(device.id(), now);
        var revoked = devices.revoke(device, now);
        trail.revoked(actor, action, revoked);
        return revoked;
    }
}
