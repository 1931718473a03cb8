/**
 * The times that decide where audio goes, in one place, milliseconds. docs/audio-timing.md says what each waits for
 * and which inequalities hold between them; a test asserts those.
 */

/** Audio is framed so, by the field's convention (RFC 3551, 4.2): what goes back to a PBX, and the unit of a gap map. */
export const PTIME_MS = 20;

/**
 * Audio is kept in its place when it arrives at most so long after its first sample was spoken. Recordings that take
 * several tracks wait so long for the slowest.
 */
export const LATENESS_MS = 1000;

/** Audio without timestamps that comes this much late follows on what came before: the network's jitter. */
export const JITTER_MS = 100;

/** Audio without timestamps that comes later than that, and goes on coming, is held so long, to see whether it catches up. */
export const PATIENCE_MS = 400;

/** Timestamps are this coarse: a difference of no more is none. */
export const TIMESTAMP_SLACK_MS = 9;

/**
 * Timestamps have begun anew where one is so far ahead of what can have been spoken, or so far behind its track: such
 * audio goes by its arrival.
 */
export const RESTART_MS = 2000;

/** Audio with timestamps goes to its own place, not on after what came before, when the two are further apart. */
export const JUMP_MS = 40;

/** A track that shares its recording is moved a sample at a time when it is further from its place. */
export const SYNC_MS = 1;

/** Drift, without timestamps: a track that is further than this from its place is moved. */
export const DRIFT_MS = 4;

/** Drift: a track that is behind by this has lost audio, and silence takes its place at once. */
export const DRIFT_LOST_MS = 18;

/** Drift is the least delay in a stretch of this length: long enough that some audio in it came without jitter. */
export const DRIFT_WINDOW_MS = 1000;

/** A source that is so far ahead of the clock does not run at the clock's speed: it does not drift. */
export const UNPACED_MS = 250;

/** How often what is settled passes from the timelines to the files, and limits are checked. */
export const TICK_MS = 100;

/** Audio passes on in pieces of at most this length. */
export const COMMIT_MS = 1000;

/** A track that is so far behind the newest audio holds it up no longer: a source may run ahead of the clock. */
export const MAX_TIMELINE_MS = 10_000;
