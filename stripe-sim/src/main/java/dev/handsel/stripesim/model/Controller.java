package dev.handsel.stripesim.model;

import tools.jackson.databind.node.ObjectNode;

/** Who pays Stripe, bears losses and collects requirements, and which dashboard the account has. */
public record Controller(String fees, String losses, String requirements, String dashboard) {

    public static Controller of(String type) {
        return switch (type) {
            case "express" -> new Controller("application_express", "application", "stripe", "express");
            case "custom" -> new Controller("application_custom", "application", "application", "none");
            default -> new Controller("account", "stripe", "stripe", "full");
        };
    }

    ObjectNode json() {
        return Json.object(
                "type",
                "application",
                "is_controller",
                true,
                "fees",
                Json.object("payer", fees),
                "losses",
                Json.object("payments", losses),
                "requirement_collection",
                requirements,
                "stripe_dashboard",
                Json.object("type", dashboard));
    }
}
