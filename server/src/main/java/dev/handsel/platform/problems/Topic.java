package dev.handsel.platform.problems;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What operations are about, in the words and the order of who reads their description; paths say which is which. */
enum Topic {
    PROGRAMMES("Programmes", "Programmes, their rule sets, API keys and clocks.", "programs"),
    AFFILIATES("Affiliates", "Who recommends: codes, links, figures, statements.", "affiliates"),
    CLICKS("Clicks", "What visitors do: the redirect, and clicks from a page.", "r clicks click.js"),
    EVENTS("Events", "What happened at the merchant, told by its backend.", "events"),
    CUSTOMERS("Customers", "Who came, whose they are, and what they traded.", "customers"),
    COMMISSIONS("Commissions", "What was earned, and why.", "commissions"),
    PAYOUTS("Payouts", "Money on its way to affiliates.", "payouts reconciliations stripe"),
    LEDGER("Ledger", "The books: transactions, checks, corrections.", "ledger"),
    FRAUD("Fraud", "What looks wrong, and what was decided.", "fraud"),
    DEVICES("Devices", "Devices and their credentials.", "devices"),
    SIGNATURES("Signed requests", "Requests that devices sign, and verifying them.", "device signatures"),
    ACCOUNTS("Accounts", "People, their roles, their mails.", "accounts mailbox"),
    AUDIT("Audit", "What was done, and by whom.", "audit"),
    SERVER("Server", "What this server is.", "meta time");

    private final String title;
    private final String words;

    /** The first words of its paths, with spaces between them. */
    private final String paths;

    Topic(String title, String words, String paths) {
        this.title = title;
        this.words = words;
        this.paths = paths;
    }

    /** What the operations of this path are about, if any topic names it. */
    static Optional<Topic> of(String path) {
        var below = path.replaceFirst("^/(v1/)?", "");
        if (below.endsWith("/stripe/billing") || below.endsWith("/waiting")) {
            return Optional.of(EVENTS);
        }
        if (below.contains("/payout")) {
            return Optional.of(PAYOUTS);
        }
        var first = below.split("/", 2)[0];
        return Arrays.stream(values())
                .filter(topic -> List.of(topic.paths.split(" ")).contains(first))
                .findFirst();
    }

    /** Sorts the operations of the document under its topics. */
    static void sort(OpenAPI api) {
        api.setTags(Arrays.stream(values())
                .filter(topic -> api.getPaths().keySet().stream().anyMatch(path -> of(path).equals(Optional.of(topic))))
                .map(topic -> new Tag().name(topic.title).description(topic.words))
                .toList());
        api.getPaths()
                .forEach((path, item) -> item.readOperations()
                        .forEach(operation -> operation.setTags(
                                of(path).map(topic -> List.of(topic.title)).orElse(List.of()))));
    }
}
