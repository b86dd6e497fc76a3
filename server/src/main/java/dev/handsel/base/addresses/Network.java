package dev.handsel.base.addresses;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where somebody comes from, for counting: an address of IPv4, or the network of 64 bits that one house has of IPv6 (RFC 6177
 * gives a site at least that much), with as many addresses in it as it likes.
 *
 * @param name the address in its usual form, or the eight bytes of the network in hexadecimal digits
 */
public record Network(String name) {

    private static final int BYTES = 8;

    /** The network of an address in digits, as a connection or a trusted proxy gives it; nothing is ever looked up. */
    public static Network of(String literal) {
        if (literal.indexOf(':') < 0) {
            return new Network(literal);
        }
        try {
            var address = InetAddress.getByName(literal);
            return new Network(
                    address instanceof Inet6Address
                            ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), BYTES))
                            : address.getHostAddress());
        } catch (UnknownHostException e) {
            return new Network(literal);
        }
    }
}
