package dev.handsel.platform.audit;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.erdtman.jcs.JsonCanonicalizer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * Writes a value as JSON in one way only, that of RFC 8785: whoever wants to verify a digest of it needs this standard and
 * nothing of ours.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8785">rfc-editor.org/rfc/rfc8785</a>
 */
@Component
public class CanonicalJson {

    private static final int REPLACEMENT = 0xfffd;

    private final JsonMapper mapper;

    CanonicalJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The canonical text of an object or an array. What the standard would alter without a word is written as what it can keep,
     * so that nothing is refused because it has to be recorded: a number that is none of IEEE 754 doubles as a text, half a
     * character (which is no Unicode) as U+FFFD.
     *
     * @throws IllegalArgumentException for any other kind of value
     */
    public String write(Object value) {
        try {
            var kept = kept(mapper.valueToTree(value));
            return new JsonCanonicalizer(mapper.writeValueAsString(kept)).getEncodedString();
        } catch (IOException e) {
            throw new IllegalArgumentException("RFC 8785 has no text for this: " + e.getMessage(), e);
        }
    }

    private JsonNode kept(JsonNode node) {
        if (node.isObject()) {
            var members = mapper.createObjectNode();
            node.properties().forEach(member -> members.set(whole(member.getKey()), kept(member.getValue())));
            return members;
        }
        if (node.isArray()) {
            var elements = mapper.createArrayNode();
            node.forEach(element -> elements.add(kept(element)));
            return elements;
        }
        if (node.isNumber()) {
            var number = node.numberValue().toString();
            return isExact(number) ? node : StringNode.valueOf(number);
        }
        return node.isString() ? StringNode.valueOf(whole(node.stringValue())) : node;
    }

    private static boolean isExact(String number) {
        double nearest = Double.parseDouble(number);
        return Double.isFinite(nearest)
                && new BigDecimal(Double.toString(nearest)).compareTo(new BigDecimal(number)) == 0;
    }

    private static String whole(String text) {
        if (StandardCharsets.UTF_16.newEncoder().canEncode(text)) {
            return text;
        }
        var whole = new StringBuilder(text.length());
        text.codePoints().forEach(point -> whole.appendCodePoint(isHalf(point) ? REPLACEMENT : point));
        return whole.toString();
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
