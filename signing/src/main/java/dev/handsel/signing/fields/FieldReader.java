package dev.handsel.signing.fields;

import java.util.ArrayList;
import java.util.List;

/** Reads a field from its first character to its last (RFC 8941, section 4.2), without going back. */
final class FieldReader {

    private final String text;
    private final BareItemReader bare;
    private int at;

    FieldReader(String text) {
        this.text = text;
        this.bare = new BareItemReader(text);
    }

    Item wholeItem() {
        skipSpaces();
        var item = item();
        end();
        return item;
    }

    Dictionary wholeDictionary() {
        skipSpaces();
        var entries = new ArrayList<Dictionary.Entry>(2);
        while (at < text.length()) {
            entries.add(entry(entries));
            skipWhitespace();
            if (at == text.length()) {
                break;
            }
            expect(',', "Members are parted by commas");
            skipWhitespace();
            if (at == text.length()) {
                throw new MalformedField("A comma ends the field", at);
            }
        }
        return new Dictionary(entries);
    }

    private Dictionary.Entry entry(List<Dictionary.Entry> before) {
        int start = at;
        var key = key();
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).key().equals(key)) {
                throw new MalformedField("A key stands twice", start);
            }
        }
        if (peek() == '=') {
            at++;
            return new Dictionary.Entry(key, peek() == '(' ? innerList() : item());
        }
        return new Dictionary.Entry(key, new Item(new BareItem.Bool(true), parameters()));
    }

    private InnerList innerList() {
        expect('(', "An inner list begins with a parenthesis");
        var items = new ArrayList<Item>(6);
        while (true) {
            skipSpaces();
            if (peek() == ')') {
                at++;
                return new InnerList(items, parameters());
            }
            items.add(item());
            if (peek() != ' ' && peek() != ')') {
                throw new MalformedField("Items are parted by spaces", at);
            }
        }
    }

    private Item item() {
        var value = bareItem();
        return new Item(value, parameters());
    }

    private BareItem bareItem() {
        var value = bare.read(at);
        at = bare.end();
        return value;
    }

    private Parameters parameters() {
        if (peek() != ';') {
            return Parameters.NONE;
        }
        var list = new ArrayList<Parameters.Parameter>(6);
        while (peek() == ';') {
            at++;
            skipSpaces();
            int start = at;
            var name = key();
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i).name().equals(name)) {
                    throw new MalformedField("A parameter stands twice", start);
                }
            }
            BareItem value = new BareItem.Bool(true);
            if (peek() == '=') {
                at++;
                value = bareItem();
            }
            list.add(new Parameters.Parameter(name, value));
        }
        return new Parameters(list);
    }

    private String key() {
        int start = at;
        if (!Grammar.startsKey(peek())) {
            throw new MalformedField("A key is missing", at);
        }
        int end = start + 1;
        while (end < text.length() && Grammar.inKey(text.charAt(end))) {
            end++;
        }
        at = end;
        return UsualWords.slice(text, start, end);
    }

    private void end() {
        skipSpaces();
        if (at < text.length()) {
            throw new MalformedField("Something follows the value", at);
        }
    }

    private void expect(char wanted, String rule) {
        if (peek() != wanted) {
            throw new MalformedField(rule, at);
        }
        at++;
    }

    private void skipSpaces() {
        while (peek() == ' ') {
            at++;
        }
    }

    private void skipWhitespace() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : -1;
    }
}
