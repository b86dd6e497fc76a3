package dev.handsel.base.addresses;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a caller comes from, as limits count it: an address, of IPv6 the network of 64 bits, since one house has as many
 * addresses in it as it likes.
 */
public record Network(String text) {

    private static final int BYTES = 8;

    /** The network of an address that is written as a literal; nothing is looked up, any other text stands for itself. */
    public static Network of(String address) {
        if (address.indexOf(':') < 0) {
            return new Network(address);
        }
        try {
            var literal = InetAddress.ofLiteral(address);
            return new Network(
                    literal instanceof Inet6Address
                            ? HexFormat.of().formatHex(Arrays.copyOf(literal.getAddress(), BYTES))
                            : literal.getHostAddress());
        } catch (IllegalArgumentException none) {
            return new Network(address);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
