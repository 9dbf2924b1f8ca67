package io.github.camelzoom.client.page;

import java.util.Set;

import io.github.camelzoom.client.error.ZoomApiException;

/** What the failure of one parent's list means for the others. Pure functions. */
final class ChildFailure {

    /** Not the parent is unknown but the path: wrong host, wrong base, or an operation that Zoom has removed. */
    private static final Set<Long> WRONG_PATH = Set.of(2300L, 64041L);
    private static final long NO_SUCH_USER = 1001;

    private ChildFailure() {}

    /** Whether Zoom says that the parent does not exist, or has nothing of the kind. An answer without Zoom's code does not. */
    static boolean isVanished(Throwable failure) {
        if (!(failure instanceof ZoomApiException refused) || refused.getZoomCode() == 0) {
            return false;
        }
        return refused.getHttpResponseCode() == 404 && !WRONG_PATH.contains(refused.getZoomCode())
                || refused.getHttpResponseCode() == 400 && refused.getZoomCode() == NO_SUCH_USER;
    }

    /** Whether the lists of other parents may well succeed: Zoom refused this one, and not the caller nor for a limit. */
    static boolean isOfOneParent(Throwable failure) {
        return failure instanceof ZoomApiException refused && refused.getHttpResponseCode() > 0;
    }
}
