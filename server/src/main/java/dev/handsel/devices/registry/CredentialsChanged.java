package dev.handsel.devices.registry;

import dev.handsel.base.ids.DeviceId;

/**
 * What a device may do, or by which credentials, has changed. Published inside the transaction of the change; other replicas
 * hear of it by {@code notify device_changed} with the device's id.
 */
public record CredentialsChanged(DeviceId device) {}
