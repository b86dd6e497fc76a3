package dev.handsel.signing.verify;

/** What may have been signed: the first {@code length} of these bytes. */
final class Base {

    final byte[] bytes;
    final int length;

    Base(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }
}
