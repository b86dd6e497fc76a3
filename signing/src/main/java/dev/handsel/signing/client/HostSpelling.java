package dev.handsel.signing.client;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one spelling of an address that every client leaves as it is. */
final class HostSpelling {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~-]+");

    /** The last label is a number, in any base: whoever follows the URL standard reads an IPv4 address. */
    private static final Pattern NUMBER_LAST = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9A-Fa-f]*)\\.?");

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final int GROUPS = 8;

    private HostSpelling() {}

    /** Refuses another spelling, or what is no host. */
    static void require(String host) {
        if (host.startsWith("[")) {
            int end = Math.max(1, host.length() - 1);
            if (!host.endsWith("]") || !isUsual(host.substring(1, end).toLowerCase(Locale.ROOT))) {
                throw SentUrl.refused("Write its IPv6 address in the shortest form (RFC 5952), such as [2001:db8::1]");
            }
        } else if (!NAME.matcher(host).matches()) {
            throw SentUrl.refused("Its host holds something else than letters, digits, dots and hyphens");
        } else if (NUMBER_LAST.matcher(host).matches() && !IPV4.matcher(host).matches()) {
            throw SentUrl.refused("Write its IPv4 address as four decimal numbers, such as 127.0.0.1");
        }
    }

    /** Whether this is the shortest form; addresses with an IPv4 address in them have two, so none of theirs is. */
    private static boolean isUsual(String address) {
        int gap = address.indexOf("::");
        int[] before = groups(gap < 0 ? address : address.substring(0, gap));
        int[] after = groups(gap < 0 ? "" : address.substring(gap + 2));
        if (before == null || after == null || before.length + after.length > GROUPS) {
            return false;
        }
        var all = new int[GROUPS];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(after, 0, all, GROUPS - after.length, after.length);
        boolean mapped = (all[0] | all[1] | all[2] | all[3] | all[4]) == 0 && all[5] == 0xffff;
        return !mapped && shortest(all).equals(address);
    }

    private static int @Nullable [] groups(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        var parts = text.split(":", -1);
        var groups = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].matches("[0-9a-f]{1,4}")) {
                return null;
            }
            groups[i] = Integer.parseInt(parts[i], 16);
        }
        return groups;
    }

    /** Without leading zeros, and with the first of the longest runs of two and more zero groups left out. */
    private static String shortest(int[] groups) {
        int start = -1;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > longest) {
                start = i;
                longest = end - i;
            }
            i = Math.max(i, end - 1);
        }
        var text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += longest - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
