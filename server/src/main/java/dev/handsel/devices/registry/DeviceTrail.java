package dev.handsel.devices.registry;

import dev.handsel.devices.registry.Device.IssuedCredential;
import dev.handsel.platform.audit.AuditTrail;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells of changes to devices: the audit log in the transaction, this process and the figures afterwards. */
@Component
class DeviceTrail {

    record Registration() {}

    record Revocation() {}

    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Counter registrations;
    private final Counter revocations;

    DeviceTrail(AuditTrail audit, ApplicationEventPublisher events, MeterRegistry meters) {
        this.audit = audit;
        this.events = events;
        this.registrations = Counter.builder("handsel.devices.registrations").register(meters);
        this.revocations = Counter.builder("handsel.devices.revocations").register(meters);
    }

    void registered(String actor, Device device, IssuedCredential credential) {
        record(actor, "device.registered", device, Map.of("credential", credential.id()));
        events.publishEvent(new Registration());
    }

    void revoked(String actor, String action, Device device) {
        changed(actor, action, device, Map.of());
        events.publishEvent(new Revocation());
    }

    /** Something has changed that whoever judges signatures must know. */
    void changed(String actor, String action, Device device, Map<String, Object> body) {
        record(actor, action, device, body);
        events.publishEvent(new CredentialsChanged(device.id()));
    }

    /** Something has changed that only its owner sees. */
    void record(String actor, String action, Device device, Map<String, Object> body) {
        audit.record(actor, action, device.id().toString(), body);
    }

    @TransactionalEventListener
    void count(Registration committed) {
        registrations.increment();
    }

    @TransactionalEventListener
    void count(Revocation committed) {
        revocations.increment();
    }
}
