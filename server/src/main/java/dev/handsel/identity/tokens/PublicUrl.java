package dev.handsel.identity.tokens;

import org.springframework.stereotype.Component;

/** Where people and clients reach this server, without a slash at the end; also the issuer of its tokens. */
@Component
public class PublicUrl {

    private final String text;

    /** The address that the settings name. */
    public PublicUrl(TokenSettings settings) {
        this.text = settings.publicUrl();
    }

    /** The address itself, such as {@code https://handsel.example}. */
    public String text() {
        return text;
    }

    /** Whether people reach the server by https, whatever a proxy speaks with it. */
    public boolean isSecure() {
        return text.regionMatches(true, 0, "https:", 0, 6);
    }

    /** The address of a path on this server. */
    public String at(String path) {
        return text + path;
    }
}
