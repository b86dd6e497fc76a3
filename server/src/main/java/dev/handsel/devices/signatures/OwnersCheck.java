package dev.handsel.devices.signatures;

import dev.handsel.base.ids.DeviceId;
import dev.handsel.devices.registry.Credential;
import dev.handsel.devices.signatures.SignatureCheckController.Finding;
import dev.handsel.devices.signatures.SignatureCheckController.LikelyMistake;
import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.explain.Explainer;
import dev.handsel.signing.explain.Explanation;
import dev.handsel.signing.verify.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One look at a request with all that its asker may know: every credential of their devices, and no others. Whoever could
 * have strangers' secrets tried would learn whose signatures are right.
 *
 * @param device the one that is asked about
 * @param credentials of all of the asker's devices
 */
record OwnersCheck(DeviceId device, List<Credential> credentials, Policy policy, Instant now) {

    Finding finding(PlainRequest request, Optional<byte[]> text) {
        boolean four = !request.header("x-device-id").isEmpty();
        var named = credentials.stream()
                .filter(one -> four ? namesDevice(request, one) : names(request, one))
                .toList();
        var explanation = named.stream()
                .map(one -> Explainer.explain(request, policy, now, Optional.of(one.secret()), others(named), text))
                .max(Comparator.comparingInt(OwnersCheck::weight))
                .orElseGet(() -> Explainer.explain(request, policy, now, Optional.empty(), text));
        return Finding.of(explanation, further(four, named));
    }

    /** What is wrong with the request although its text and its signature may be right. */
    private List<LikelyMistake> further(boolean four, List<Credential> named) {
        var mistakes = new ArrayList<LikelyMistake>();
        if (named.isEmpty()) {
            return mistakes;
        }
        var first = named.getFirst();
        if (!first.device().equals(device)) {
            mistakes.add(new LikelyMistake(
                    "other_device", "The request names " + called(first) + ", not the device that you ask about."));
        }
        if (four && !first.legacyAllowed()) {
            mistakes.add(new LikelyMistake(
                    "legacy_signatures_off",
                    "The compatible scheme of four headers is not switched on for " + called(first)
                            + ": sign by RFC 9421, or set legacy_signatures."));
        }
        return mistakes;
    }

    private Map<String, DeviceSecret> others(List<Credential> named) {
        var others = new LinkedHashMap<String, DeviceSecret>();
        for (var one : credentials) {
            if (!named.contains(one)) {
                var ended = one.isInForce(now) ? "" : ", which has ended";
                others.put("credential " + one.id() + " of " + called(one) + ended, one.secret());
            }
        }
        return others;
    }

    private static String called(Credential credential) {
        return "device " + credential.device() + " (\"" + credential.deviceName() + "\")";
    }

    /** Of two credentials in force the one that is named explains; where none is, the one that explains most. */
    private static int weight(Explanation explanation) {
        return explanation.result().equals(Explanation.VALID)
                ? Integer.MAX_VALUE
                : explanation.mistakes().size();
    }

    private static boolean names(PlainRequest request, Credential credential) {
        return request.header("signature-input").stream()
                .anyMatch(line -> line.contains("keyid=\"" + credential.id() + "\""));
    }

    private boolean namesDevice(PlainRequest request, Credential credential) {
        return credential.isInForce(now)
                && request.header("x-device-id").contains(credential.device().toString());
    }
}
