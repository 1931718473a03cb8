import type { Gap } from '@tricord/core';
import { Counter, Gauge, type Registry } from 'prom-client';
import { ANOMALY_KINDS } from './intake/anomaly-kind.ts';

/** Counts a source's audio in a plain number, because it is updated for each frame. */
export interface AudioMeter {
  bytes: number;
}

/** How recordings settle. */
const RESULTS = ['done', 'failed', 'canceled'];
const GAP_REASONS: Readonly<Record<Gap['reason'], true>> = {
  network: true,
  late: true,
  'back-pressure': true,
  crash: true,
  'no-space': true,
  overload: true,
  error: true,
};
/** Modes of lines whose calls may wait for their recording. */
const WAITING_MODES = ['automatic', 'live-keep'];
const REFUSALS = ['refused', 'malformed'];
/** In place of a source: the recordings of conferences. */
export const CONFERENCE_SOURCE = 'conference';

/** Prometheus metrics of sources, sessions and recordings. */
export class CaptureMetrics {
  readonly sessionsStarted: Counter<'source'>;
  readonly streamsRefused: Counter<'source' | 'reason'>;
  readonly streamAnomalies: Counter<'source' | 'kind'>;
  readonly streamsBroken: Counter<'source'>;
  readonly recordingsStarted: Counter;
  readonly recordingsEnded: Counter<'result'>;
  readonly gapSeconds: Counter<'reason'>;
  readonly callsWaiting: Gauge<'mode'>;
  readonly liveSessions: Gauge<'source'>;
  readonly liveRecordings: Gauge<'source'>;
  readonly storeFreeBytes: Gauge;
  readonly storeMinFreeBytes: Gauge;
  readonly loopDelaySeconds: Gauge;
  readonly admissionLimitSeconds: Gauge;
  readonly admissionOpen: Gauge;
  readonly admissionClosed: Gauge<'reason'>;
  readonly recordingsRefused: Counter<'reason'>;
  readonly #meters = new Map<string, AudioMeter>();

  constructor(registry: Registry) {
    const registers = [registry];
    this.sessionsStarted = new Counter({
      name: 'tricord_sessions_started_total',
      help: 'Sessions whose audio has started',
      labelNames: ['source'],
      registers,
    });
    this.streamsRefused = new Counter({
      name: 'tricord_streams_refused_total',
      help: 'Streams that were rejected or closed because of what they sent',
      labelNames: ['source', 'reason'],
      registers,
    });
    this.streamsBroken = new Counter({
      name: 'tricord_streams_broken_total',
      help: 'Streams of calls whose connection broke',
      labelNames: ['source'],
      registers,
    });
    this.streamAnomalies = new Counter({
      name: 'tricord_stream_anomalies_total',
      help: 'Invalid messages and other anomalies that did not end a stream',
      labelNames: ['source', 'kind'],
      registers,
    });
    this.recordingsStarted = new Counter({
      name: 'tricord_recordings_started_total',
      help: 'Recordings that have started',
      registers,
    });
    this.recordingsEnded = new Counter({
      name: 'tricord_recordings_ended_total',
      help: 'Recordings that have settled',
      labelNames: ['result'],
      registers,
    });
    this.gapSeconds = new Counter({
      name: 'tricord_gap_seconds_total',
      help: 'Audio missing from recordings',
      labelNames: ['reason'],
      registers,
    });
    const meters = this.#meters;
    new Counter({
      name: 'tricord_audio_received_bytes_total',
      help: 'Audio received by sources',
      labelNames: ['source'],
      registers,
      collect() {
        this.reset();
        for (const [source, { bytes }] of meters) this.inc({ source }, bytes);
      },
    });
    this.callsWaiting = new Gauge({
      name: 'tricord_line_calls_waiting',
      help: 'Live calls whose automatic recording or retroactive capture could not start yet',
      labelNames: ['mode'],
      registers,
    });
    this.liveSessions = new Gauge({
      name: 'tricord_sessions_live',
      help: 'Sessions whose audio is arriving',
      labelNames: ['source'],
      registers,
    });
    this.liveRecordings = new Gauge({
      name: 'tricord_recordings_live',
      help: 'Recordings that are queued, recording, paused or finishing',
      labelNames: ['source'],
      registers,
    });
    this.storeFreeBytes = new Gauge({
      name: 'tricord_store_free_bytes',
      help: 'Free space of the media store',
      registers,
    });
    this.storeMinFreeBytes = new Gauge({
      name: 'tricord_store_min_free_bytes',
      help: 'Free space of the media store below which new recordings are refused',
      registers,
    });
    this.loopDelaySeconds = new Gauge({
      name: 'tricord_event_loop_delay_seconds',
      help: 'Mean time that an event waited for the event loop in the last second',
      registers,
    });
    this.admissionLimitSeconds = new Gauge({
      name: 'tricord_admission_limit_seconds',
      help: 'Event loop delay above which new recordings are refused',
      registers,
    });
    this.admissionOpen = new Gauge({
      name: 'tricord_admission_open',
      help: '1 while new recordings are accepted, else 0',
      registers,
    });
    this.admissionOpen.set(1);
    this.admissionClosed = new Gauge({
      name: 'tricord_admission_closed',
      help: '1 while new recordings are refused for this reason, else 0',
      labelNames: ['reason'],
      registers,
    });
    this.recordingsRefused = new Counter({
      name: 'tricord_recordings_refused_total',
      help: 'Recordings that were refused',
      labelNames: ['reason'],
      registers,
    });
    for (const result of RESULTS) this.recordingsEnded.inc({ result }, 0);
    for (const reason of Object.keys(GAP_REASONS)) this.gapSeconds.inc({ reason }, 0);
    for (const mode of WAITING_MODES) this.callsWaiting.set({ mode }, 0);
    this.liveRecordings.set({ source: CONFERENCE_SOURCE }, 0);
  }

  /** Shows the metrics of a source from now on, so that they do not come into being with their first event. */
  expectSource(source: string): void {
    this.meter(source);
    this.liveSessions.inc({ source }, 0);
    this.liveRecordings.inc({ source }, 0);
    this.sessionsStarted.inc({ source }, 0);
    this.streamsBroken.inc({ source }, 0);
    for (const reason of REFUSALS) this.streamsRefused.inc({ source, reason }, 0);
    for (const kind of ANOMALY_KINDS) this.streamAnomalies.inc({ source, kind }, 0);
  }

  /** The meter of a source, always the same object. */
  meter(source: string): AudioMeter {
    const meter = this.#meters.get(source) ?? { bytes: 0 };
    this.#meters.set(source, meter);
    return meter;
  }
}
