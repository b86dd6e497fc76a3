package dev.handsel.devices.registry;

import dev.handsel.base.digest.RandomText;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.identity.mail.Mails;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.platform.database.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/**
 * The owner's word that a device is theirs, or is not: by links that are mailed to them. The link to confirm works once
 * and for a day, the other one for thirty days.
 */
@Service
public class Confirmations {

    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String ACTOR = "mailed_link";

    private final ConfirmationStore store;
    private final DeviceStore devices;
    private final DeviceRevocation revocation;
    private final Mails mails;
    private final PublicUrl publicUrl;
    private final DeviceTrail trail;
    private final Transactions transactions;
    private final InstantSource clock;

    Confirmations(
            ConfirmationStore store,
            DeviceStore devices,
            DeviceRevocation revocation,
            Mails mails,
            PublicUrl publicUrl,
            DeviceTrail trail,
            Transactions transactions,
            InstantSource clock) {
        this.store = store;
        this.devices = devices;
        this.revocation = revocation;
        this.mails = mails;
        this.publicUrl = publicUrl;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Mails the two links, in the transaction that registers the device. */
    void mail(Device device, String email) {
        var token = RandomText.secret();
        var key = RandomText.secret();
        var now = clock.instant();
        store.add(device.id(), token, key, now, now.plus(LIFETIME));
        mails.send(device.owner(), email, "Confirm your new device", """
                A device was registered for your account at %s. Its name: "%s".

                If you did this, confirm it within 24 hours:

                %s

                If you did not, revoke it, and change your password:

                %s
                """.formatted(
                        publicUrl.text(),
                        device.name(),
                        publicUrl.at("/devices/confirm?token=" + token),
                        publicUrl.at("/devices/disown?key=" + key)));
    }

    /** Mails new links for a pending device, once a minute; the link before stops working. */
    void mailAgain(Device device, String email) {
        if (device.state() != DeviceState.PENDING) {
            throw Refused.conflict("not_pending", "The device does not wait for its owner.");
        }
        store.waitForMail(device.id()).ifPresent(wait -> {
            throw Refused.later(
                    RefusalKind.TOO_MANY, "too_many_requests", "One mail can be asked for in a minute.", wait);
        });
        mail(device, email);
    }

    /** The device that this token would confirm. */
    Device toConfirm(String token) {
        return store.find(token, clock.instant())
                .flatMap(devices::find)
                .filter(device -> !device.isRevoked())
                .orElseThrow(Confirmations::invalid);
    }

    /** Uses the token up and lets its device work. */
    Device confirm(String token) {
        return transactions.required(() -> {
            var now = clock.instant();
            var device = store.use(token, now).flatMap(devices::take).orElseThrow(Confirmations::invalid);
            return switch (device.state()) {
                case PENDING -> announced(devices.confirm(device, now));
                case ACTIVE -> device;
                case REVOKED -> throw invalid();
            };
        });
    }

    private Device announced(Device device) {
        trail.changed(ACTOR, "device.confirmed", device, Map.of());
        return device;
    }

    /** The device that whoever has this key can revoke. */
    Device toDisown(String key) {
        return store.findDisowned(key).flatMap(devices::find).orElseThrow(Confirmations::invalid);
    }

    /** Revokes the device of a mail that went to somebody who has not registered it. */
    Device disown(String key) {
        Supplier<Device> work = () -> {
            var device = store.findDisowned(key).flatMap(devices::take).orElseThrow(Confirmations::invalid);
            return revocation.revoke(device, ACTOR, "device.disowned");
        };
        return transactions.required(work);
    }

    /** Forgets links that are of no use any more. */
    public int forget() {
        return store.purge(clock.instant().minus(KEPT));
    }

    private static Refused invalid() {
        return new Refused(
                RefusalKind.NOT_FOUND,
                "confirmation_invalid",
                "This link is unknown, was used already, or is older than it may be.");
    }
}
