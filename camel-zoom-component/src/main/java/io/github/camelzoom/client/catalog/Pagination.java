package io.github.camelzoom.client.catalog;

/** How a list operation hands out its pages. */
public enum Pagination {

    /** One answer holds everything. */
    NONE(""),
    /** Zoom's usual cursor, dead after 15 minutes. */
    NEXT_PAGE_TOKEN("next_page_token"),
    /** The cursor of the calendar and mail products. */
    PAGE_TOKEN("pageToken"),
    /** The page's number, from 1. */
    PAGE_NUMBER("page_number"),
    /** SCIM: the index of the first item, from 1. */
    START_INDEX("startIndex"),
    /** The page's number under its short name. */
    PAGE("page"),
    /** Not published: look at the answer. */
    UNKNOWN("?");

    private final String parameter;

    Pagination(String parameter) {
        this.parameter = parameter;
    }

    /** The query parameter that asks for another page; empty for {@link #NONE} and {@link #UNKNOWN}. */
    public String parameter() {
        return this == UNKNOWN ? "" : parameter;
    }

    static Pagination of(String cell) {
        for (Pagination each : values()) {
            if (each.parameter.equals(cell)) {
                return each;
            }
        }
        if (cell.equals("none")) {
            return NONE;
        }
        throw new IllegalArgumentException("unknown pagination '" + cell + "'");
    }
}
