/**
 * All timing constants that decide where audio is placed, in milliseconds. docs/audio-timing.md explains each one and
 * lists the inequalities that must hold between them, which a test asserts.
 */

/** Duration of a frame, as is usual (RFC 3551, 4.2): of audio sent to a PBX, and of a unit in the gap map. */
export const PTIME_MS = 20;

/**
 * Audio that arrives at most this long after its first sample was spoken is recorded at its position. Recordings of
 * several tracks wait this long for the slowest.
 */
export const LATENESS_MS = 1000;

/**
 * Network jitter: audio without timestamps that is at most this late is appended to the previous audio, and a track's
 * first audio with timestamps is held this long, to see whether it was late or out of order.
 */
export const JITTER_MS = 100;

/** How long later audio without timestamps is held, to see whether the stream catches up. */
export const PATIENCE_MS = 400;

/** Granularity of timestamps: smaller differences are ignored. */
export const TIMESTAMP_SLACK_MS = 9;

/**
 * A timestamp this far ahead of what can have been spoken, or this far behind its track, is a restart: such audio is
 * placed by its arrival time.
 */
export const RESTART_MS = 2000;

/** Audio further than this behind the end of the previous audio goes to its own position instead of being appended. */
export const JUMP_MS = 40;

/** One of several tracks is moved a sample at a time when it is further than this from its position. */
export const SYNC_MS = 1;

/** Without timestamps: a track further than this from its position, because of clock drift, is moved. */
export const DRIFT_MS = 4;

/** A track this far behind has lost audio, and silence is inserted at once. */
export const DRIFT_LOST_MS = 18;

/** Drift is the smallest delay within this window, which is long enough to contain some audio without jitter. */
export const DRIFT_WINDOW_MS = 1000;

/** A source this far ahead of the clock plays faster than real time and is not drifting. */
export const UNPACED_MS = 250;

/** How often settled audio is written and limits are checked. */
export const TICK_MS = 100;

/** The longest piece of audio that is written at once. */
export const COMMIT_MS = 1000;

/** How much audio is buffered for a slow track while another source runs ahead of the clock. */
export const MAX_TIMELINE_MS = 10_000;
