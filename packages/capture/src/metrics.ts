import { Counter, Gauge, type Registry } from 'prom-client';

/** Counts a source's audio; a plain number, because it is counted frame by frame. */
export interface AudioMeter {
  bytes: number;
}

/** What capture tells the outside about itself; names follow Prometheus' conventions. */
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
      help: 'Sessions whose audio has begun',
      labelNames: ['source'],
      registers,
    });
    this.streamsRefused = new Counter({
      name: 'tricord_streams_refused_total',
      help: 'Streams that were refused or ended because of what they sent',
      labelNames: ['source', 'reason'],
      registers,
    });
    this.streamsBroken = new Counter({
      name: 'tricord_streams_broken_total',
      help: 'Streams of calls whose connection broke off',
      labelNames: ['source'],
      registers,
    });
    this.streamAnomalies = new Counter({
      name: 'tricord_stream_anomalies_total',
      help: 'Odd things that streams sent and that did not end them',
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
      help: 'Audio that recordings missed',
      labelNames: ['reason'],
      registers,
    });
    const meters = this.#meters;
    new Counter({
      name: 'tricord_audio_received_bytes_total',
      help: 'Audio that sources have received',
      labelNames: ['source'],
      registers,
      collect() {
        this.reset();
        for (const [source, { bytes }] of meters) this.inc({ source }, bytes);
      },
    });
    this.callsWaiting = new Gauge({
      name: 'tricord_line_calls_waiting',
      help: 'Live calls that their line has recorded or kept, and that could not be yet',
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
      help: 'Room that the media store has left',
      registers,
    });
    this.loopDelaySeconds = new Gauge({
      name: 'tricord_event_loop_delay_seconds',
      help: 'How long something that came at a random moment of the last second waited for the event loop',
      registers,
    });
    this.admissionLimitSeconds = new Gauge({
      name: 'tricord_admission_limit_seconds',
      help: 'Delay of the event loop beyond which new recordings are refused',
      registers,
    });
    this.admissionOpen = new Gauge({
      name: 'tricord_admission_open',
      help: '1 while new recordings are taken, else 0',
      registers,
    });
    this.admissionOpen.set(1);
    this.admissionClosed = new Gauge({
      name: 'tricord_admission_closed',
      help: '1 while new recordings are refused for that reason, else 0',
      labelNames: ['reason'],
      registers,
    });
    this.recordingsRefused = new Counter({
      name: 'tricord_recordings_refused_total',
      help: 'Starts of recordings that were refused',
      labelNames: ['reason'],
      registers,
    });
  }

  /** The meter of a source; the same one each time. */
  meter(source: string): AudioMeter {
    const meter = this.#meters.get(source) ?? { bytes: 0 };
    this.#meters.set(source, meter);
    return meter;
  }
}
