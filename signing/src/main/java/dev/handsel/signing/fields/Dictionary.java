package dev.handsel.signing.fields;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Members by their keys, in their order (RFC 8941, section 3.2). */
public record Dictionary(List<Entry> entries) {

    /** A key and what it holds. */
    public record Entry(String key, Member member) {
        public Entry {
            Grammar.requireKey(key);
        }

        private String text() {
            if (member instanceof Item item && item.value() instanceof BareItem.Bool flag && flag.value()) {
                var text = new AsciiText(64).append(key);
                item.parameters().appendTo(text);
                return text.toString();
            }
            return key + "=" + member.text();
        }
    }

    public Dictionary {
        entries = List.copyOf(entries);
    }

    /**
     * Reads the text of a field, its lines already joined by commas. Anything else than a dictionary, and a dictionary
     * with a key or a parameter that stands twice, is a {@link MalformedField}.
     */
    public static Dictionary parse(String text) {
        return new FieldReader(text).wholeDictionary();
    }

    /** What this key holds, or null where there is no such key. */
    public @Nullable Member get(String key) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).key().equals(key)) {
                return entries.get(i).member();
            }
        }
        return null;
    }

    /** The text form (RFC 8941, section 4.1.2). */
    public String text() {
        return entries.stream().map(Entry::text).collect(Collectors.joining(", "));
    }
}
