/**
 * What any server needs: settings, the database, strict JSON, HTTP, problems, work in the background, the audit trail, keys and
 * the client of Stripe. It knows no feature.
 */
@NullMarked
package dev.handsel.platform;

import org.jspecify.annotations.NullMarked;
