/**
 * The rules of commissions once more, slow and plain, and nothing of the server in it: where the two disagree, one of them
 * has misread the rules. Random histories of customers are told to a real server, and its books must be those of here.
 */
@NullMarked
package dev.handsel.commissions.reckoner;

import org.jspecify.annotations.NullMarked;
