package dev.handsel.identity.access;

/** In which order the chains of security are asked whether a request is theirs; the first that says so has it. */
public final class ChainOrder {

    /** What devices sign: no sign-in, the signature says who it is. */
    public static final int DEVICES = 5;

    /** What anybody may do, by {@link OpenPath}. */
    public static final int OPEN = 10;

    /** The API: keys and tokens. */
    public static final int API = 20;

    /** Pages that anybody may open, by {@link OpenPath.OpenPages}. */
    public static final int OPEN_PAGES = 30;

    /** The built-in issuer of tokens. */
    public static final int ISSUER = 35;

    /** Whatever is left: pages for people who are signed in. */
    public static final int SIGN_IN = 40;

    private ChainOrder() {}
}
