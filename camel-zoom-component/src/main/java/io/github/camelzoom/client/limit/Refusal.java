package io.github.camelzoom.client.limit;

import java.time.Instant;

/** Why a call may not be sent, and until when. */
record Refusal(String budget, Instant resetAt, String message) {}
