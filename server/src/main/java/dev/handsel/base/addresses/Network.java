package dev.handsel.base.addresses;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a caller comes from, as limits count it: an address, of IPv6 the network of 64 bits, since one house has as many
 * addresses in it as it likes.
 */
public record Network(String text) {

    private static final int BYTES = 8;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_SITE_BYTES = 6;

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

    /** The part of an address that may be shown and kept: {@code 192.0.2.0/24}, of IPv6 the first 48 bits. */
    public static String shown(String address) {
        try {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            int kept = bytes.length == IPV4_BYTES ? IPV4_BYTES - 1 : IPV6_SITE_BYTES;
            Arrays.fill(bytes, kept, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * Byte.SIZE;
        } catch (IllegalArgumentException | UnknownHostException none) {
            return "unknown";
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
