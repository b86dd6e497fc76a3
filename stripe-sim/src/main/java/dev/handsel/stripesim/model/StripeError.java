package dev.handsel.stripesim.model;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A refusal in the shape Stripe documents. */
public final class StripeError extends RuntimeException {

    private static final String INVALID = "invalid_request_error";

    private final int status;
    private final String type;
    private final @Nullable String code;
    private final @Nullable String param;

    public StripeError(int status, String type, @Nullable String code, String message, @Nullable String param) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.code = code;
        this.param = param;
    }

    public static StripeError invalid(@Nullable String code, String message, @Nullable String param) {
        return new StripeError(400, INVALID, code, message, param);
    }

    /** The object named in the path is not there. */
    public static StripeError absent(String kind, String id) {
        return new StripeError(404, INVALID, "resource_missing", "No such " + kind + ": '" + id + "'", "id");
    }

    /** The object named in a parameter is not there. */
    public static StripeError noSuch(String kind, String id, String param) {
        return invalid("resource_missing", "No such " + kind + ": '" + id + "'", param);
    }

    public static StripeError noAccess(String account) {
        var message = "The provided key does not have access to account '" + account
                + "' (or that account does not exist). Application access may have been revoked.";
        return new StripeError(403, INVALID, "account_invalid", message, null);
    }

    public static StripeError noFunds(String message) {
        return invalid("balance_insufficient", message, null);
    }

    public static StripeError unauthorized(String message) {
        return new StripeError(401, INVALID, null, message, null);
    }

    public static StripeError server(int status, String message) {
        return new StripeError(status, "api_error", null, message, null);
    }

    public int status() {
        return status;
    }

    public ObjectNode json() {
        var error = Json.object("message", getMessage(), "type", type);
        if (code != null) {
            error.put("code", code);
            error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        }
        if (param != null) {
            error.put("param", param);
        }
        return Json.object("error", error);
    }
}
