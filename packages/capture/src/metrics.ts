import { Counter, Gauge, type Registry } from 'prom-client';

/** Counts a source's audio in a plain number, because it is updated for each frame. */
export interface AudioMeter {
  bytes: number;
}

/** Prometheus metrics of sources, sessions and recordings. */
export class CaptureMetrics {
  readonly sessionsStarted: Counter<'source'>;
  readonly streamsRefused: Counter<'source' | 'reason'>;
  readonly streamAnomalies: Counter<'source' | 'kind'>;
  readonly streamsBroken: Counter<'source'>;
  readonly recordingsEnded: Counter<'result'>;
  readonly gapSeconds: Counter<'reason'>;
  readonly callsWaiting: Gauge<'mode'>;
  readonly liveSessions: Gauge;
  readonly liveRecordings: Gauge;
  readonly storeFreeBytes: Gauge;
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
      registers,
    });
    this.liveRecordings = new Gauge({
      name: 'tricord_recordings_live',
      help: 'Recordings that are queued, recording, paused or finishing',
      registers,
    });
    this.storeFreeBytes = new Gauge({
      name: 'tricord_store_free_bytes',
      help: 'Free space of the media store',
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
  }

  /** The meter of a source, always the same object. */
  meter(source: string): AudioMeter {
    const meter = this.#meters.get(source) ?? { bytes: 0 };
    this.#meters.set(source, meter);
    return meter;
  }
}
