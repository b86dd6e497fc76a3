package dev.handsel.signing.fields;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A value without parameters (RFC 9651, section 3.3). */
public sealed interface BareItem {

    /** Appends the text form (RFC 8941, section 4.1). */
    void appendTo(AsciiText text);

    /** A whole number of at most 15 digits. */
    record Int(long value) implements BareItem {

        static final long MOST = 999_999_999_999_999L;

        public Int {
            if (value > MOST || value < -MOST) {
                throw new IllegalArgumentException("An integer has at most 15 digits.");
            }
        }

        @Override
        public void appendTo(AsciiText text) {
            text.append(value);
        }
    }

    /** A number with one to three decimals, counted in thousandths; at most 12 digits stand before the point. */
    record Decimal(long thousandths) implements BareItem {

        public Decimal {
            if (thousandths > Int.MOST || thousandths < -Int.MOST) {
                throw new IllegalArgumentException("A decimal has at most 12 digits before its point.");
            }
        }

        @Override
        public void appendTo(AsciiText text) {
            long size = Math.abs(thousandths);
            text.append(thousandths < 0 ? "-" : "").append(size / 1000).append('.');
            var decimals = Long.toString(1000 + size % 1000);
            int end = decimals.length();
            while (end > 2 && decimals.charAt(end - 1) == '0') {
                end--;
            }
            text.append(decimals, 1, end);
        }
    }

    /** Printable ASCII in double quotes. */
    record Text(String value) implements BareItem {

        public Text {
            for (int i = 0; i < value.length(); i++) {
                if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                    throw new IllegalArgumentException("A string holds printable ASCII only.");
                }
            }
        }

        @Override
        public void appendTo(AsciiText text) {
            text.append('"');
            if (value.indexOf('"') < 0 && value.indexOf('\\') < 0) {
                text.append(value).append('"');
                return;
            }
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '"' || c == '\\') {
                    text.append('\\');
                }
                text.append(c);
            }
            text.append('"');
        }
    }

    /** A bare word. */
    record Token(String value) implements BareItem {

        public Token {
            if (value.isEmpty()
                    || !Grammar.startsToken(value.charAt(0))
                    || !value.chars().allMatch(Grammar::inToken)) {
                throw new IllegalArgumentException("This is not a token.");
            }
        }

        @Override
        public void appendTo(AsciiText text) {
            text.append(value);
        }
    }

    /** A time in whole seconds since 1970 (RFC 9651, section 3.3.7). */
    record Date(long seconds) implements BareItem {

        public Date {
            if (seconds > Int.MOST || seconds < -Int.MOST) {
                throw new IllegalArgumentException("A date has at most 15 digits.");
            }
        }

        @Override
        public void appendTo(AsciiText text) {
            text.append('@').append(seconds);
        }
    }

    /** A text of any characters, written as UTF-8 with what is not plain ASCII encoded (RFC 9651, section 3.3.8). */
    record Display(String value) implements BareItem {

        private static final HexFormat HEX = HexFormat.of();

        @Override
        public void appendTo(AsciiText text) {
            text.append("%\"");
            for (var b : value.getBytes(StandardCharsets.UTF_8)) {
                if (b < ' ' || b > '~' || b == '%' || b == '"') {
                    text.append('%').append(HEX.toHexDigits(b));
                } else {
                    text.append((char) b);
                }
            }
            text.append('"');
        }
    }

    /** A truth value. */
    record Bool(boolean value) implements BareItem {

        @Override
        public void appendTo(AsciiText text) {
            text.append(value ? "?1" : "?0");
        }
    }

    /** Bytes, written as base64 between colons. */
    final class Bytes implements BareItem {

        private final byte[] value;

        /** These bytes, which are copied. */
        public Bytes(byte[] value) {
            this(value, true);
        }

        Bytes(byte[] value, boolean copy) {
            this.value = copy ? value.clone() : value;
        }

        /** A copy of the bytes. */
        public byte[] value() {
            return value.clone();
        }

        /** Whether these are the same, in a time that does not depend on where they differ. */
        public boolean are(byte[] others) {
            return MessageDigest.isEqual(value, others);
        }

        @Override
        public void appendTo(AsciiText text) {
            text.append(':').append(Base64.getEncoder().encodeToString(value)).append(':');
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "Bytes[" + value.length + "]";
        }
    }
}
