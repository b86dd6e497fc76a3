/** How a customer came: affiliates, their links and clicks, whom a customer belongs to, and what customers trade. */
@NullMarked
package dev.handsel.referrals;

import org.jspecify.annotations.NullMarked;
