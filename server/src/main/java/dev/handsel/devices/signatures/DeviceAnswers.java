package dev.handsel.devices.signatures;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.CredentialId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.json.Bodies;
import dev.handsel.platform.json.Reading;
import dev.handsel.signing.verify.Intact;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What devices are told, and what they tell of themselves. */
@Component
class DeviceAnswers {

    /** A device as it sees itself. */
    record Self(
            DeviceId id,
            String name,
            String state,
            AccountId owner,
            SigningCredentialView credential,
            Instant serverTime) {}

    /** The credential that signed; it ends where it was rotated. */
    record SigningCredentialView(CredentialId id, @Nullable Instant expiresAt) {}

    /** What a device tells of itself: its software's version, and anything about the machine that it stands on. */
    record Heartbeat(
            @Nullable @Size(min = 1, max = 100) String version,
            @Schema(implementation = Object.class) @Nullable JsonNode posture) {}

    /** A heartbeat was taken. */
    record Taken(DeviceId id, Instant serverTime) {}

    private static final int LONGEST_POSTURE = 8 << 10;

    private final SignatureGate gate;
    private final Heartbeats heartbeats;
    private final Bodies bodies;
    private final Transactions transactions;
    private final InstantSource clock;

    DeviceAnswers(
            SignatureGate gate, Heartbeats heartbeats, Bodies bodies, Transactions transactions, InstantSource clock) {
        this.gate = gate;
        this.heartbeats = heartbeats;
        this.bodies = bodies;
        this.transactions = transactions;
        this.clock = clock;
    }

    Self self(SignedDevice device) {
        return new Self(
                device.device(),
                device.name(),
                "active",
                device.owner(),
                new SigningCredentialView(device.credential(), device.credentialExpiresAt()),
                clock.instant());
    }

    /**
     * Takes a heartbeat: nonce and effect in one transaction. A body that cannot be read uses the nonce up all the same, so
     * that it cannot be sent again and again.
     */
    Taken heartbeat(Intact<SignedDevice> request, byte[] body) {
        var read = read(body);
        var device = transactions.required(() -> {
            var holder = gate.letInDurably(request).holder();
            if (read instanceof Reading.Sound<Heartbeat> sound) {
                heartbeats.store(holder.device(), sound.value(), clock.instant());
            }
            return holder;
        });
        read.orRefuse();
        return new Taken(device.device(), clock.instant());
    }

    private Reading<Heartbeat> read(byte[] body) {
        if (body.length == 0) {
            return new Reading.Sound<>(new Heartbeat(null, null));
        }
        return switch (bodies.read(new ByteArrayInputStream(body), Heartbeat.class)) {
            case Reading.Sound<Heartbeat> sound -> checked(sound);
            case Reading.Faulty<Heartbeat> faulty ->
                BodyAmbiguity.in(faulty.faults())
                        .<Reading<Heartbeat>>map(refused -> new Reading.Faulty<>(faulty.faults(), refused))
                        .orElse(faulty);
        };
    }

    private static Reading<Heartbeat> checked(Reading.Sound<Heartbeat> sound) {
        var posture = sound.value().posture();
        if (posture != null && !posture.isObject()) {
            return faulty(new Fault("/posture", "type", "An object is required here."));
        }
        if (posture != null && posture.toString().length() > LONGEST_POSTURE) {
            return faulty(new Fault("/posture", "length", "A posture has at most 8192 characters."));
        }
        return sound;
    }

    private static Reading<Heartbeat> faulty(Fault fault) {
        return new Reading.Faulty<>(List.of(fault), Refused.invalid(List.of(fault)));
    }
}
