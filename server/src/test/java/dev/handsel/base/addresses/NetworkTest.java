package dev.handsel.base.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTest {

    @Test
    void all_addresses_of_a_house_are_one_network() {
        assertThat(Network.of("2001:db8:1:2::1")).isEqualTo(Network.of("2001:DB8:1:2:ffff::9"));
        assertThat(Network.of("2001:db8:1:2::1")).isNotEqualTo(Network.of("2001:db8:1:3::1"));
        assertThat(Network.of("192.0.2.1")).isNotEqualTo(Network.of("192.0.2.2"));
        assertThat(Network.of("::ffff:192.0.2.1")).isEqualTo(Network.of("192.0.2.1"));
    }

    @Test
    void what_is_no_address_stands_for_itself() {
        assertThat(Network.of("unknown")).hasToString("unknown");
        assertThat(Network.of("a:b")).hasToString("a:b");
    }

    @Test
    void what_is_shown_names_no_house() {
        assertThat(Network.shown("192.0.2.77")).isEqualTo("192.0.2.0/24");
        assertThat(Network.shown("2001:db8:1:2::1")).isEqualTo("2001:db8:1:0:0:0:0:0/48");
        assertThat(Network.shown("<script>")).isEqualTo("unknown");
    }
}
