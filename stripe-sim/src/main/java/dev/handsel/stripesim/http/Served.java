package dev.handsel.stripesim.http;

import dev.handsel.stripesim.model.Reply;

/** An answer on its way, the request that first had it, and whether it is a replay. */
record Served(Reply reply, String original, boolean replayed) {}
