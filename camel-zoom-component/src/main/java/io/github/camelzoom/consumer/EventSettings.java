package io.github.camelzoom.consumer;

import java.time.Duration;

/**
 * Sizes and times of event consumers, which hardly anybody has to change; a bean for option {@code eventSettings} of the
 * component. Not thread-safe: set it before routes start.
 */
public class EventSettings {

    private Duration signatureMaxAge = Duration.ofHours(2);
    private Duration signatureMaxAhead = Duration.ofMinutes(5);
    private int maxBodySize = 4 * 1024 * 1024;
    private Duration answerTimeout = Duration.ofMillis(2500);
    private int routeThreads = 20;
    private int queueSize = 1000;
    private int rememberedEvents = 100_000;
    private EventAccess access;
    private Duration recoverInterval = Duration.ofHours(1);
    private Duration recoverPause = Duration.ofSeconds(10);
    private Duration recoverRetry = Duration.ofSeconds(30);
    private Duration recoverReach = Duration.ofDays(30);
    private Duration recoverOverlap;
    private Duration registrationInterval = Duration.ofHours(1);

    public Duration getSignatureMaxAge() {
        return signatureMaxAge;
    }

    /** How old the signature of a webhook may be. Zoom's last repetition comes 85 minutes after the event. */
    public void setSignatureMaxAge(Duration signatureMaxAge) {
        this.signatureMaxAge = signatureMaxAge;
    }

    public Duration getSignatureMaxAhead() {
        return signatureMaxAhead;
    }

    /** By how much Zoom's clock may be ahead of ours. */
    public void setSignatureMaxAhead(Duration signatureMaxAhead) {
        this.signatureMaxAhead = signatureMaxAhead;
    }

    public int getMaxBodySize() {
        return maxBodySize;
    }

    /** The longest webhook that is read, in bytes; a longer one is answered 413, and Zoom does not repeat it. */
    public void setMaxBodySize(int maxBodySize) {
        this.maxBodySize = maxBodySize;
    }

    public Duration getAnswerTimeout() {
        return answerTimeout;
    }

    /** How long the answer waits for the route. Zoom gives up after three seconds. */
    public void setAnswerTimeout(Duration answerTimeout) {
        this.answerTimeout = answerTimeout;
    }

    public int getRouteThreads() {
        return routeThreads;
    }

    /** How many webhooks a consumer processes at the same time. */
    public void setRouteThreads(int routeThreads) {
        this.routeThreads = routeThreads;
    }

    public int getQueueSize() {
        return queueSize;
    }

    /** How many webhooks of a consumer may wait for a thread; further ones are answered 503, so that Zoom repeats them. */
    public void setQueueSize(int queueSize) {
        this.queueSize = queueSize;
    }

    public int getRememberedEvents() {
        return rememberedEvents;
    }

    /** How many events a consumer without idempotentRepository remembers, so as not to deliver them again. */
    public void setRememberedEvents(int rememberedEvents) {
        this.rememberedEvents = rememberedEvents;
    }

    public EventAccess getAccess() {
        return access;
    }

    /** A check of webhooks besides the signature; null for none. */
    public void setAccess(EventAccess access) {
        this.access = access;
    }

    public Duration getRecoverInterval() {
        return recoverInterval;
    }

    /** How often events that were missed are looked up, besides at the start and after each connect. */
    public void setRecoverInterval(Duration recoverInterval) {
        this.recoverInterval = recoverInterval;
    }

    public Duration getRecoverPause() {
        return recoverPause;
    }

    /** How long it takes at least from one such look-up to the next, however often the connection breaks. */
    public void setRecoverPause(Duration recoverPause) {
        this.recoverPause = recoverPause;
    }

    public Duration getRecoverRetry() {
        return recoverRetry;
    }

    /** How long after a look-up that failed the next one comes; doubled each time, up to {@code recoverInterval}. */
    public void setRecoverRetry(Duration recoverRetry) {
        this.recoverRetry = recoverRetry;
    }

    public Duration getRecoverReach() {
        return recoverReach;
    }

    /** How long an outage may have been; what happened before is given up. Zoom's reports go back six months. */
    public void setRecoverReach(Duration recoverReach) {
        this.recoverReach = recoverReach;
    }

    public Duration getRecoverOverlap() {
        return recoverOverlap;
    }

    /**
     * How far before its position each look-up begins, since lists lag behind; null for a day for meetings and webinars,
     * and three days for recordings, which Zoom lists when it has processed them.
     */
    public void setRecoverOverlap(Duration recoverOverlap) {
        this.recoverOverlap = recoverOverlap;
    }

    public Duration getRegistrationInterval() {
        return registrationInterval;
    }

    /**
     * How often what {@code webhookAutoRegister} has registered is looked at again at Zoom, at the latest; each time between a
     * half of it and all of it, so that many routes do not come at once. 0 for never.
     */
    public void setRegistrationInterval(Duration registrationInterval) {
        this.registrationInterval = registrationInterval;
    }
}
