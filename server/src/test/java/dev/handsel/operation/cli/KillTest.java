package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {

    private static final int KILLS = 10;

    @TempDir
    Path folder;

    @Test
    void whatever_was_acknowledged_survives_ten_kills() throws Exception {
        var data = folder.resolve("data");
        var merchant = new LoadedMerchant(Map.of());
        var server = HandselProcess.server(data, merchant.port(), Map.of());
        try {
            merchant.open(data);
            for (int kill = 1; kill <= KILLS; kill++) {
                long before = merchant.acknowledged();
                try (var _ = merchant.load()) {
                    merchant.awaitMore(before + 200, Duration.ofSeconds(60));
                    server.kill();
                }
                server = HandselProcess.server(data, merchant.port(), Map.of());

                merchant.requireKept();
                assertThat(merchant.verified()).isTrue();
            }
            merchant.requireAllKept();
            merchant.sendTheRest();

            assertThat(merchant.pending()).isEqualTo(merchant.expectedPending());
            assertThat(merchant.verified()).isTrue();
            assertThat(server.stop()).isZero();
        } finally {
            server.close();
        }
        try (var recompute = HandselProcess.start(data, Map.of(), "recompute")) {
            assertThat(recompute.end()).as(recompute.output()).isZero();
        }
    }
}
