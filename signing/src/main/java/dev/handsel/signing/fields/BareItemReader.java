package dev.handsel.signing.fields;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the values of a field (RFC 9651, sections 4.2.3.1 to 4.2.10). */
final class BareItemReader {

    private static final int MOST_INTEGER_DIGITS = 15;
    private static final int MOST_WHOLE_DIGITS = 12;
    private static final int MOST_DECIMALS = 3;

    private final String text;
    private int at;

    BareItemReader(String text) {
        this.text = text;
    }

    /** Reads the value that begins here. */
    BareItem read(int start) {
        at = start;
        int first = peek();
        if (first == '"') {
            return string();
        } else if (first == '-' || Grammar.isDigit(first)) {
            return number();
        } else if (first == ':') {
            return bytes();
        } else if (first == '?') {
            return truth();
        } else if (Grammar.startsToken(first)) {
            return token();
        } else if (first == '@') {
            return date();
        } else if (first == '%') {
            return display();
        }
        throw new MalformedField("A value is missing", at);
    }

    /** Where the value ended that was read last. */
    int end() {
        return at;
    }

    private BareItem string() {
        int start = at + 1;
        int end = start;
        while (end < text.length() && isPlain(text.charAt(end))) {
            end++;
        }
        at = end;
        // Nearly no string holds an escape, so a slice of the text will do.
        if (peek() == '"') {
            at++;
            return new BareItem.Text(UsualWords.slice(text, start, end));
        }
        return escapedString(start);
    }

    private BareItem escapedString(int start) {
        var value = new StringBuilder(text.substring(start, at));
        while (true) {
            int c = peek();
            if (c == '"') {
                at++;
                return new BareItem.Text(value.toString());
            } else if (c == '\\') {
                at++;
                c = peek();
                if (c != '"' && c != '\\') {
                    throw new MalformedField("Only quotes and backslashes are escaped", at);
                }
            }
            requirePrintable(c);
            value.append((char) c);
            at++;
        }
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~' && c != '"' && c != '\\';
    }

    private void requirePrintable(int c) {
        if (c == -1) {
            throw new MalformedField("A string does not end", at);
        } else if (c < ' ' || c > '~') {
            throw new MalformedField("A string holds printable ASCII only", at);
        }
    }

    private BareItem number() {
        boolean negative = peek() == '-';
        if (negative) {
            at++;
        }
        int start = at;
        long digits = digits(MOST_INTEGER_DIGITS);
        if (peek() != '.') {
            return new BareItem.Int(negative ? -digits : digits);
        }
        if (at - start > MOST_WHOLE_DIGITS) {
            throw new MalformedField("A decimal has at most 12 digits before its point", at);
        }
        int point = at++;
        long decimals = digits(MOST_DECIMALS);
        for (int given = at - point - 1; given < MOST_DECIMALS; given++) {
            decimals *= 10;
        }
        long thousandths = digits * 1000 + decimals;
        return new BareItem.Decimal(negative ? -thousandths : thousandths);
    }

    private long digits(int most) {
        int start = at;
        long value = 0;
        while (Grammar.isDigit(peek())) {
            if (at - start == most) {
                throw new MalformedField("A number has too many digits", at);
            }
            value = value * 10 + (peek() - '0');
            at++;
        }
        if (at == start) {
            throw new MalformedField("A digit is missing", at);
        }
        return value;
    }

    private BareItem bytes() {
        int start = ++at;
        int end = text.indexOf(':', start);
        if (end < 0) {
            throw new MalformedField("Bytes do not end with a colon", text.length());
        }
        at = end + 1;
        return new BareItem.Bytes(Base64Reader.read(text, start, end), false);
    }

    private BareItem truth() {
        at++;
        int c = peek();
        if (c != '0' && c != '1') {
            throw new MalformedField("A truth value is ?0 or ?1", at);
        }
        at++;
        return new BareItem.Bool(c == '1');
    }

    private BareItem date() {
        int start = at++;
        if ((peek() == '-' || Grammar.isDigit(peek())) && number() instanceof BareItem.Int seconds) {
            return new BareItem.Date(seconds.value());
        }
        throw new MalformedField("A date is a whole number of seconds", start);
    }

    private BareItem display() {
        int start = at++;
        if (peek() != '"') {
            throw new MalformedField("A display string stands in double quotes", at);
        }
        at++;
        var bytes = new ByteArrayOutputStream();
        while (peek() != '"') {
            int c = peek();
            requirePrintable(c);
            at++;
            bytes.write(c == '%' ? 16 * lowerHex() + lowerHex() : c);
        }
        at++;
        try {
            var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return new BareItem.Display(decoded.toString());
        } catch (CharacterCodingException malformed) {
            throw new MalformedField("A display string is UTF-8", start);
        }
    }

    private int lowerHex() {
        int value = "0123456789abcdef".indexOf(peek());
        if (peek() < 0 || value < 0) {
            throw new MalformedField("Two hexadecimal digits in lower case follow a percent sign", at);
        }
        at++;
        return value;
    }

    private BareItem token() {
        int start = at;
        while (Grammar.inToken(peek())) {
            at++;
        }
        return new BareItem.Token(text.substring(start, at));
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : -1;
    }
}
