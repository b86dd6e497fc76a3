package dev.handsel.platform.audit;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.erdtman.jcs.JsonCanonicalizer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a value as JSON in one way only, that of RFC 8785: whoever wants to verify a digest of it needs this standard and
 * nothing of ours.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8785">rfc-editor.org/rfc/rfc8785</a>
 */
@Component
public class CanonicalJson {

    private final JsonMapper mapper;

    CanonicalJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The canonical text of an object or an array.
     *
     * @throws IllegalArgumentException where the standard has no text for it: another value, half a character, or a number
     *     that is none of IEEE 754 doubles and would be written as its neighbour
     */
    public String write(Object value) {
        var tree = mapper.valueToTree(value);
        require(tree);
        try {
            return new JsonCanonicalizer(mapper.writeValueAsString(tree)).getEncodedString();
        } catch (IOException e) {
            throw new IllegalArgumentException("RFC 8785 has no text for this: " + e.getMessage(), e);
        }
    }

    /** The library writes the nearest double and any half of a character without a word. */
    private static void require(JsonNode node) {
        if (node.isNumber()) {
            requireExact(node.numberValue().toString());
        } else if (node.isString()) {
            requireWhole(node.stringValue());
        } else if (node.isObject()) {
            node.propertyNames().forEach(CanonicalJson::requireWhole);
        }
        node.forEach(CanonicalJson::require);
    }

    private static void requireExact(String number) {
        double nearest = Double.parseDouble(number);
        if (!Double.isFinite(nearest)
                || new BigDecimal(Double.toString(nearest)).compareTo(new BigDecimal(number)) != 0) {
            throw new IllegalArgumentException("RFC 8785 would alter the number " + number + "; write it as a text");
        }
    }

    private static void requireWhole(String text) {
        if (!StandardCharsets.UTF_16.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("RFC 8785 has no text for half a character");
        }
    }
}
