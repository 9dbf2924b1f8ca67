package io.github.camelzoom.client.limit;

import java.util.Locale;

import io.github.camelzoom.client.catalog.RateLabel;

/** What Zoom counts together. */
record BudgetKey(String account, ProductClass product, RateLabel label) {

    /** For people, e.g. {@code Phone Heavy}. */
    String text() {
        return switch (product) {
            case STANDARD -> "";
            case PHONE -> "Phone ";
            case CONTACT_CENTER -> "Contact Center ";
        } + label.name().charAt(0) + label.name().substring(1).toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
