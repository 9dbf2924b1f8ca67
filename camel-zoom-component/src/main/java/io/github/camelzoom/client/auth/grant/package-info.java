/** One class per OAuth grant: it builds the forms and says whether they may be sent again. */
package io.github.camelzoom.client.auth.grant;
