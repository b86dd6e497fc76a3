package dev.handsel.inbox.stripebilling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.events.EventScene;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.HandselTest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** A connected merchant, and whether anything that was sent to it came. */
@HandselTest
abstract class MerchantScene {

    static final String CHECKOUT = Merchant.checkout("cus_1", "nobody", _ -> {}).toString();

    @Autowired
    EventScene scene;

    @Autowired
    Bearers bearers;

    @Value("${handsel.public-url}")
    String url = "";

    Merchant merchant;

    @BeforeEach
    void a_merchant() {
        merchant = new Merchant(url, bearers, scene.shop()).connected();
    }

    void nothingCame() {
        assertThat(merchant.connection().get("last_event_at").isNull()).isTrue();
    }
}
