package dev.handsel.fraud.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The lists that the server comes with, each a file beside this class; {@code manifest.json} says where each is from. */
enum DataSet {
    /** Large providers of mailboxes. */
    COMMON("common-providers.txt.gz"),
    /** Providers that give mailboxes away, small ones too. */
    FREE("free-providers.txt.gz"),
    /** Domains whose mailboxes are thrown away. */
    DISPOSABLE("disposable-domains.txt.gz"),
    /** Domains of which all that are part of them are such. */
    DISPOSABLE_WITHIN("disposable-wildcards.txt.gz"),
    /** Relays; kept by hand. */
    RELAYS("relays.txt.gz"),
    /** Real providers that lists of disposable domains hold or have held; kept by hand. */
    REAL("real-providers.txt.gz");

    private final String file;

    DataSet(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    /** Reads the list. */
    DomainList read() {
        try (var packed = Objects.requireNonNull(DataSet.class.getResourceAsStream(file), file);
                var text = new GZIPInputStream(packed)) {
            return new DomainList(text.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
