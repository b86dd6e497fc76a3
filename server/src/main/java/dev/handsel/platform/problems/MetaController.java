package dev.handsel.platform.problems;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this server is. */
@RestController
class MetaController {

    record Meta(String name, String version, Instant serverTime) {}

    private final String version;
    private final InstantSource clock;

    MetaController(ObjectProvider<BuildProperties> build, InstantSource clock) {
        this.version = version(build);
        this.clock = clock;
    }

    /** The version of this build; a run that Maven did not build has none. */
    static String version(ObjectProvider<BuildProperties> build) {
        var properties = build.getIfAvailable();
        return properties == null || properties.getVersion() == null ? "development" : properties.getVersion();
    }

    @Operation(summary = "What this server is, and its time", description = "Open to everybody.")
    @SecurityRequirements
    @GetMapping("/v1/meta")
    Meta meta() {
        return new Meta("Handsel", version, clock.instant());
    }
}
