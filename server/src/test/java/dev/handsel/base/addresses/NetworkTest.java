package dev.handsel.base.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTest {

    @Test
    void an_address_of_ipv4_is_its_own_network() {
        assertThat(Network.of("192.0.2.1")).isEqualTo(new Network("192.0.2.1")).isNotEqualTo(Network.of("192.0.2.2"));
        assertThat(Network.of("::ffff:192.0.2.1")).isEqualTo(Network.of("192.0.2.1"));
    }

    @Test
    void of_ipv6_the_first_sixty_four_bits_count() {
        assertThat(Network.of("2001:db8:1:2::1")).isEqualTo(Network.of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assertThat(Network.of("2001:db8:1:2::1")).isNotEqualTo(Network.of("2001:db8:1:3::1"));
    }

    @Test
    void what_is_no_address_is_only_itself() {
        assertThat(Network.of("a:b:c:nonsense")).isEqualTo(new Network("a:b:c:nonsense"));
    }
}
