package dev.handsel.platform.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Every environment variable {@code HANDSEL_*} that anything of Handsel reads. One that is not among them is a mistake of
 * spelling, and what it was meant to say would go unheard; docs/configuration.md says what each means.
 */
public final class Variables {

    private static final String PREFIX = "HANDSEL_";

    /** Each but this one may be named with this ending too: the value is in that file then. */
    static final String FILE = "_FILE";

    /** Names a file that holds keys, and no secret handed in. */
    static final String KEYSET = "HANDSEL_KEYSET_FILE";

    private static final Set<String> SERVER = Set.of(
            "HANDSEL_ACCEPTED_AUTHORITIES",
            "HANDSEL_BIND",
            "HANDSEL_DATABASE_OWNER_PASSWORD",
            "HANDSEL_DATABASE_OWNER_USER",
            "HANDSEL_DATABASE_PASSWORD",
            "HANDSEL_DATABASE_URL",
            "HANDSEL_DATABASE_USER",
            "HANDSEL_DATABASE_WAIT_LIMIT",
            "HANDSEL_DATA_DIR",
            "HANDSEL_FRAUD_IDENTITIES_KEPT",
            "HANDSEL_FRAUD_READER",
            "HANDSEL_ISSUER_KEY",
            "HANDSEL_JWT_AUDIENCE",
            KEYSET,
            "HANDSEL_LEGACY_SIGNATURES",
            "HANDSEL_MANAGEMENT_PORT",
            "HANDSEL_PORT",
            "HANDSEL_PUBLIC_URL",
            "HANDSEL_REQUEST_TIMEOUT",
            "HANDSEL_SMTP_FROM",
            "HANDSEL_SMTP_HOST",
            "HANDSEL_SMTP_PASSWORD",
            "HANDSEL_SMTP_PORT",
            "HANDSEL_SMTP_TLS",
            "HANDSEL_SMTP_USER",
            "HANDSEL_STRIPE_API_BASE",
            "HANDSEL_STRIPE_API_KEY",
            "HANDSEL_STRIPE_BANK_CHANGE_HOLD",
            "HANDSEL_STRIPE_BANK_PAYOUTS",
            "HANDSEL_STRIPE_CONNECT_SECRETS",
            "HANDSEL_STRIPE_COUNTRY",
            "HANDSEL_STRIPE_RATE",
            "HANDSEL_STRIPE_SENDER",
            "HANDSEL_STRIPE_TIMEOUT",
            "HANDSEL_TRUSTED_ISSUERS",
            "HANDSEL_TRUSTED_PROXIES");

    private static final Set<String> LAUNCHER = Set.of("HANDSEL_JAVA_OPTS", "HANDSEL_JDKS");

    private static final Set<String> CLIENTS = Set.of("HANDSEL_DEVICE_ID", "HANDSEL_KEY_ID", "HANDSEL_SECRET");

    private static final Set<String> TESTS =
            Set.of("HANDSEL_DATABASE_ATTACH", "HANDSEL_DATABASE_DURABLE", "HANDSEL_FAIL_POINT");

    /** What Kubernetes tells every pod about a service that happens to be named like us. */
    private static final Pattern OF_A_CLUSTER = Pattern.compile("HANDSEL_(SERVICE_(HOST|PORT)|PORT_[0-9]+_).*");

    private Variables() {}

    /** The names of all of them, without those of files that hold a value. */
    public static Set<String> known() {
        var known = new TreeSet<String>();
        List.of(SERVER, LAUNCHER, CLIENTS, TESTS).forEach(known::addAll);
        return known;
    }

    /** A sentence for each name that begins like ours and is none of ours, with the one that was probably meant. */
    static List<String> faults(Collection<String> names) {
        var known = known();
        return names.stream()
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> !known.contains(name) && !(namesFile(name) && known.contains(withoutFile(name))))
                .sorted()
                .map(name -> "There is no variable " + name + "; " + advice(name, known))
                .toList();
    }

    private static String advice(String name, Set<String> known) {
        return OF_A_CLUSTER.matcher(name).matches()
                ? "Kubernetes sets it for a service named handsel: give that another name, or set enableServiceLinks: false."
                : "did you mean " + nearest(name, known) + "?";
    }

    /** Whether the variable says in which file a value is. */
    static boolean namesFile(String name) {
        return name.startsWith(PREFIX) && name.endsWith(FILE) && !name.equals(KEYSET);
    }

    static String withoutFile(String name) {
        return name.substring(0, name.length() - FILE.length());
    }

    private static String nearest(String name, Set<String> known) {
        var distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .flatMap(candidate -> Stream.of(candidate, candidate + FILE))
                .filter(candidate -> known.contains(candidate) || namesFile(candidate))
                .min(Comparator.comparingInt(candidate -> distance.apply(name, candidate)))
                .orElseThrow();
    }
}
