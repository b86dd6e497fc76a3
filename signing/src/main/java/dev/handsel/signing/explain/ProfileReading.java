package dev.handsel.signing.explain;

import dev.handsel.signing.Headers;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.SignatureBase;
import dev.handsel.signing.explain.Mistake.Code;
import dev.handsel.signing.fields.BareItem;
import dev.handsel.signing.fields.Dictionary;
import dev.handsel.signing.fields.InnerList;
import dev.handsel.signing.fields.Item;
import dev.handsel.signing.fields.MalformedField;
import dev.handsel.signing.verify.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads signatures of RFC 9421. */
final class ProfileReading {

    private final RequestMessage request;
    private final List<Mistake> mistakes = new ArrayList<>();

    private ProfileReading(RequestMessage request) {
        this.request = request;
    }

    static Optional<Reading> of(RequestMessage request, Policy policy) {
        return dictionary(request, "signature-input")
                .flatMap(ProfileReading::ours)
                .map(entry -> new ProfileReading(request).read(entry, policy));
    }

    private Reading read(Dictionary.Entry entry, Policy policy) {
        var covered = (InnerList) entry.member();
        var texts = new ArrayList<Reading.Text>();
        for (var base : bases(covered, policy)) {
            draft(covered, base)
                    .ifPresent(draft ->
                            texts.add(new Reading.Text(draft, ProfileEdits.of(draft, covered, entry.key(), request))));
        }
        var signature = signature(entry.key());
        mistakes.addAll(Digests.mistakes(request));
        return new Reading(false, texts, signature, created(covered), mistakes);
    }

    private static Optional<Dictionary> dictionary(RequestMessage request, String name) {
        try {
            return Optional.of(Dictionary.parse(Headers.joined(request, name)));
        } catch (MalformedField | RejectedException unreadable) {
            return Optional.empty();
        }
    }

    /** The signature of the profile, or the only one that there is. */
    private static Optional<Dictionary.Entry> ours(Dictionary inputs) {
        var lists = inputs.entries().stream()
                .filter(entry -> entry.member() instanceof InnerList)
                .toList();
        return lists.stream()
                .filter(entry -> entry.member().parameters().get("tag") instanceof BareItem.Text tag
                        && tag.value().equals("device-v1"))
                .findFirst()
                .or(() -> lists.size() == 1 ? Optional.of(lists.get(0)) : Optional.empty());
    }

    private List<String> bases(InnerList covered, Policy policy) {
        try {
            if (policy.origins().isEmpty()) {
                return List.of(SignatureBase.of(covered, request));
            }
            return policy.origins().stream()
                    .map(origin ->
                            SignatureBase.of(covered, request, origin.authority(), origin.prefix() + request.target()))
                    .toList();
        } catch (RejectedException impossible) {
            return List.of();
        }
    }

    private static Optional<Draft> draft(InnerList covered, String base) {
        var lines = base.split("\n", -1);
        if (lines.length != covered.items().size() + 1) {
            return Optional.empty();
        }
        var parts = new ArrayList<Draft.Part>();
        for (int i = 0; i < lines.length; i++) {
            var name = i < lines.length - 1 ? SignatureBase.name(covered.items().get(i)) : ProfileEdits.PARAMS;
            var lead = Item.of(new BareItem.Text(name)).text() + ": ";
            parts.add(new Draft.Part(name, lead, lines[i].substring(lead.length())));
        }
        return Optional.of(new Draft(parts, "\n", ""));
    }

    private static Optional<Instant> created(InnerList covered) {
        return covered.parameters().get("created") instanceof BareItem.Int number
                ? Optional.of(Instant.ofEpochSecond(number.value()))
                : Optional.empty();
    }

    private Optional<byte[]> signature(String label) {
        var written = written(label);
        var read = written.flatMap(Encodings::read);
        var rule = "write it in standard base64 with padding between colons, as in sig=:...:";
        read.flatMap(found -> found.mistake(Code.SIGNATURE_ENCODING, "The signature", rule))
                .or(() -> written.filter(text -> !text.startsWith(":"))
                        .map(text -> new Mistake(
                                Code.SIGNATURE_ENCODING, "The signature does not stand between colons; " + rule + ".")))
                .ifPresent(mistakes::add);
        return read.map(Encodings.Read::bytes);
    }

    /** The characters that stand for the signature. */
    private Optional<String> written(String label) {
        var signatures = dictionary(request, "signature");
        if (signatures.isPresent()) {
            var entries = signatures.get().entries();
            var own =
                    entries.stream().filter(entry -> entry.key().equals(label)).findFirst();
            if (own.isEmpty() && entries.size() == 1) {
                mistakes.add(new Mistake(
                        Code.LABEL_DIFFERS,
                        "The label in Signature is another one than in Signature-Input; they must be the same."));
                own = Optional.of(entries.get(0));
            }
            var bytes = own.filter(
                            entry -> entry.member() instanceof Item item && item.value() instanceof BareItem.Bytes)
                    .map(entry -> (BareItem.Bytes) ((Item) entry.member()).value());
            if (bytes.isPresent()) {
                return bytes.map(value -> ":" + Base64.getEncoder().encodeToString(value.value()) + ":");
            }
        }
        var raw = String.join(", ", request.header("signature")).strip();
        boolean labelled = raw.startsWith(label + "=");
        var value = labelled ? raw.substring(label.length() + 1) : raw;
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
