package dev.handsel.signing;

/** A request is not let in. The message may be told to whoever sent it: it holds no secret and no expected signature. */
public final class RejectedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Refusal refusal;

    /** Without a stack trace, because strangers cause these at will. */
    public RejectedException(Refusal refusal, String detail) {
        super(detail, null, false, false);
        this.refusal = refusal;
    }

    /** Which rule says no. */
    public Refusal refusal() {
        return refusal;
    }
}
