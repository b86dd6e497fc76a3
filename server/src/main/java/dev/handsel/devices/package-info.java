/** Devices that sign their requests: their registry, their nonces, and the verification of what they sign. */
@NullMarked
package dev.handsel.devices;

import org.jspecify.annotations.NullMarked;
