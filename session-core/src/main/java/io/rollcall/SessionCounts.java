package io.rollcall;

/**
 * The registry's counters at one instant. They are read one after the other: between the totals, an
 * event of that very moment may be counted in one and not yet in another.
 *
 * @param panelSessions control panel sessions now
 * @param ftpSessions file-transfer sessions now
 * @param peakSessions the most sessions at once, of both services together, since the start
 * @param openedTotal sessions opened since the start
 * @param endedTotal sessions ended since the start, however they ended
 * @param terminatedTotal sessions ended by an order
 * @param failedTerminationTotal orders whose means to end the session failed
 * @param refusedTotal sessions and logins that a lockout or a limit kept out
 * @param droppedEventTotal events that a listener's queue could not hold
 */
public record SessionCounts(
    int panelSessions,
    int ftpSessions,
    int peakSessions,
    long openedTotal,
    long endedTotal,
    long terminatedTotal,
    long failedTerminationTotal,
    long refusedTotal,
    long droppedEventTotal) {}
