package dev.handsel.signing.fields;

import java.util.List;

/** Items in parentheses, with parameters of the whole (RFC 8941, section 3.1.1). */
public record InnerList(List<Item> items, Parameters parameters) implements Member {

    public InnerList {
        items = List.copyOf(items);
    }

    @Override
    public void appendTo(AsciiText text) {
        text.append('(');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                text.append(' ');
            }
            items.get(i).appendTo(text);
        }
        text.append(')');
        parameters.appendTo(text);
    }
}
