package dev.handsel.devices.registry;

import dev.handsel.base.ids.DeviceId;

/**
 * What a device may do, or by which credentials, has changed. Published inside the transaction of the change, to this process
 * alone: others go on with what they remember for a minute, which lets nobody in that the database does not.
 */
public record CredentialsChanged(DeviceId device) {}
