package dev.handsel.signing.explain;

import java.util.Locale;

/**
 * Something that the client does wrong.
 *
 * @param code what it is
 * @param explanation the same in a sentence for people; holds nothing secret
 */
public record Mistake(Code code, String explanation) {

    /** The stable names of the mistakes that are known. */
    public enum Code {
        /** The 43 characters of the secret are the key, instead of the bytes that they stand for. */
        SECRET_AS_TEXT,
        /** The whole token is the key, or more of it than its body. */
        WHOLE_TOKEN_AS_KEY,
        /** The hexadecimal digits of the secret are the key. */
        HEX_AS_KEY,
        /** The secret was written again in standard base64, and that text is the key. */
        STANDARD_BASE64_AS_KEY,
        /** The token was decoded together with its prefix or its checksum. */
        TOKEN_DECODED,
        /** A hash of the secret is the key. */
        HASHED_SECRET,
        /** In the scheme of four headers the decoded bytes are the key, instead of the 43 characters. */
        KEY_DECODED,
        /** The key is the secret of another device, or another credential, of the same owner. */
        OTHER_SECRET,
        /** Lines of the signed text end with CR and LF. */
        CRLF,
        /** A line end follows the last line of the signed text. */
        TRAILING_NEWLINE,
        /** Lines are parted by a backslash and an n, instead of a line feed. */
        LITERAL_NEWLINE,
        /** Lines are not written as {@code "name": value}. */
        LINE_FORMAT,
        /** Lines stand in another order than the signature names them. */
        COMPONENTS_ORDER,
        /** JSON was written again after it had been signed, or before. */
        BODY_RESERIALISED,
        /** Line ends of the body were changed, or one was added or taken away. */
        BODY_NEWLINE,
        /** A NUL ends the body that was signed, or the one that was sent. */
        BODY_NUL,
        /** A byte order mark stands before the body that was signed, or before the one that was sent. */
        BODY_BOM,
        /** The body was signed in another encoding of its characters than it was sent in. */
        BODY_CODE_PAGE,
        /** The body was compressed after it was signed, or decompressed on the way. */
        BODY_COMPRESSED,
        /** The members of the JSON that was signed stand in another order. */
        BODY_MEMBER_ORDER,
        /** An empty body was signed. */
        BODY_MISSING,
        /** A hash of the body was signed where the body itself is meant. */
        BODY_HASHED,
        /** The body of a DELETE was signed, which that scheme leaves out. */
        BODY_IN_DELETE,
        /** The digest of the body is written in another way than as base64 of its bytes. */
        DIGEST_ENCODING,
        /** Another content type was signed than was sent. */
        CONTENT_TYPE,
        /** The path was decoded before it was signed. */
        PATH_DECODED,
        /** The hexadecimal digits of encoded characters are in another case. */
        PATH_RECASED,
        /** A slash at the end of the path was added or taken away. */
        PATH_SLASH,
        /** The query stands in the path. */
        PATH_WITH_QUERY,
        /** The whole URL stands in place of the path. */
        URL_AS_PATH,
        /** A part of the path was taken away or put before it on the way. */
        PATH_PREFIX,
        /** Slashes in a row were merged on the way. */
        SLASHES_MERGED,
        /** Characters of the path are encoded that were not, or the other way round. */
        PATH_RECODED,
        /** The parameters of the query were sorted. */
        QUERY_SORTED,
        /** The query was left out of what was signed. */
        QUERY_MISSING,
        /** The question mark before the query was left out. */
        QUERY_WITHOUT_MARK,
        /** The query was decoded or encoded anew. */
        QUERY_RECODED,
        /** The parameters of the query arrived in another order. */
        QUERY_REORDERED,
        /** A proxy has put another host in the place of the client's. */
        HOST_CHANGED,
        /** The port was signed, and dropped on the way. */
        PORT_DROPPED,
        /** The default port was signed. */
        HOST_WITH_PORT,
        /** The port was left out, although it is not the default one. */
        HOST_WITHOUT_PORT,
        /** The host was signed in another case than lower case. */
        HOST_CASE,
        /** The scheme stands before the host. */
        HOST_WITH_SCHEME,
        /** Another method arrived than was signed. */
        METHOD_CHANGED,
        /** The method is in another case. */
        METHOD_CASE,
        /** The clock shows local time as if it was UTC. */
        LOCAL_TIME,
        /** The time is in milliseconds instead of seconds. */
        MILLISECONDS,
        /** The clock is wrong, or the request was sent late. */
        CLOCK_OFF,
        /** In the scheme of four headers the time was signed in another form than was sent. */
        TIMESTAMP_REFORMATTED,
        /** The parts are not parted by a bar. */
        SEPARATOR,
        /** The signature is not written as base64 of its bytes. */
        SIGNATURE_ENCODING,
        /** The signature and its input have different labels. */
        LABEL_DIFFERS,
        /** The label stands before the parameters in the signed text. */
        LABEL_IN_PARAMS,
        /** The line of the parameters is missing in the signed text. */
        PARAMS_MISSING,
        /** The parameters were signed in another order than they are sent in. */
        SIGNATURE_PARAMS_ORDER,
        /** A parameter was sent that was not signed. */
        SIGNATURE_PARAMS_DIFFER,
        /** The signature is not of the text that the client says it signed. */
        OTHER_TEXT_SIGNED;

        /** The stable name on the wire, such as {@code secret_as_text}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
