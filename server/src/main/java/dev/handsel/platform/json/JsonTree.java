package dev.handsel.platform.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/** Reads bytes as a JSON tree and notes every repeated member, of which the first stands, and every unstorable text. */
final class JsonTree {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();
    private static final JsonNodeFactory NODES = new JsonNodeFactory();

    private final JsonParser parser;
    private final Faults faults;

    private JsonTree(JsonParser parser, Faults faults) {
        this.parser = parser;
        this.faults = faults;
    }

    /** The tree; missing where there is nothing or no JSON, which is then among the faults. */
    static JsonNode read(InputStream stream, Faults faults) {
        var bytes = all(stream);
        var other = otherThanUtf8(bytes);
        if (other != null) {
            faults.add("", "malformed_json", other);
            return MissingNode.getInstance();
        }
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() == null) {
                faults.add("", "required", "The request needs a body.");
                return MissingNode.getInstance();
            }
            var tree = new JsonTree(parser, faults).value("");
            if (parser.nextToken() != null) {
                faults.clear();
                faults.add("", "malformed_json", "Something follows the JSON value.");
                return MissingNode.getInstance();
            }
            return tree;
        } catch (JacksonException e) {
            var where = e.getLocation();
            var place = where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
            faults.clear();
            faults.add("", "malformed_json", "The body is not well-formed JSON" + place + ".");
            return MissingNode.getInstance();
        }
    }

    private static byte[] all(InputStream stream) {
        try {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parser would guess among five encodings and bear with sequences that another reader takes for something else. */
    private static @Nullable String otherThanUtf8(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return "JSON is UTF-8 here; byte " + i + " is NUL, as in UTF-16 or UTF-32.";
            }
        }
        var input = ByteBuffer.wrap(bytes);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(input);
            return null;
        } catch (CharacterCodingException malformed) {
            return "JSON is UTF-8 here; what begins at byte " + input.position() + " is none.";
        }
    }

    private JsonNode value(String pointer) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(pointer);
            case START_ARRAY -> array(pointer);
            case VALUE_STRING -> text(pointer, parser.getString());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal(pointer);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case END_ARRAY, END_OBJECT, NOT_AVAILABLE, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("No value begins with " + parser.currentToken());
        };
    }

    private JsonNode object(String pointer) {
        var object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var at = Pointers.member(pointer, name);
            text(at, name);
            parser.nextToken();
            var value = value(at);
            if (object.has(name)) {
                faults.add(at, "duplicate_member", "This member appears more than once.");
            } else {
                object.set(name, value);
            }
        }
        return object;
    }

    private JsonNode array(String pointer) {
        var array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(Pointers.element(pointer, array.size())));
        }
        return array;
    }

    private JsonNode integer() {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    /** The parser's own limits are not those of decimals, whose exponent is an {@code int}. */
    private JsonNode decimal(String pointer) {
        try {
            return NODES.numberNode(parser.getDecimalValue());
        } catch (NumberFormatException _) {
            faults.add(pointer, "out_of_range", "This number is out of range.");
            return NODES.numberNode(0);
        }
    }

    /** PostgreSQL stores neither U+0000 nor half a surrogate pair. */
    private JsonNode text(String pointer, String text) {
        if (text.codePoints().anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))) {
            faults.add(pointer, "malformed", "U+0000 and unpaired surrogates are not allowed.");
        }
        return NODES.stringNode(text);
    }
}
