package dev.handsel.devices.registry;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.CredentialId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.platform.database.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The credentials of devices, for whoever judges signatures. */
@Service
public class Credentials {

    private static final int MOST_OF_AN_OWNER = 50;
    private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

    private final CredentialStore store;
    private final Transactions transactions;
    private final InstantSource clock;

    Credentials(CredentialStore store, Transactions transactions, InstantSource clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The credential with its secret, also one that is over; one statement. The secret is the caller's to wipe. */
    public Optional<Credential> find(CredentialId id) {
        return store.find(id);
    }

    /** The device's last credentials, also ended ones, those in force first, at most four; one statement. */
    public List<Credential> findByDevice(DeviceId device) {
        return store.find(device, clock.instant());
    }

    /** The account's last credentials, also ended ones, those of this device before all others, at most fifty; one statement. */
    public List<Credential> findByOwner(AccountId owner, DeviceId first) {
        return store.findByOwner(owner, first, MOST_OF_AN_OWNER);
    }

    /** Whether the device is this account's; one statement. */
    public boolean owns(AccountId account, DeviceId device) {
        return store.owns(account, device);
    }

    /** Notes, at most once a minute, that the credential was used and its device seen. */
    public void noteUse(CredentialId id) {
        var now = clock.instant();
        transactions.run(() -> store.noteUse(id, now, now.minus(USE_IS_NOTED_EVERY)));
    }
}
