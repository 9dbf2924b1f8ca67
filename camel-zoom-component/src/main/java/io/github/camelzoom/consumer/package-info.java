/** What all consumers share: the bearer on their exchanges. */
package io.github.camelzoom.consumer;
