import {
  type Current,
  type EventBus,
  type Gap,
  isLive,
  isRecordingEvent,
  maskedUrl,
  type Recording,
  type RecordingEvent,
} from '@tricord/core';
import type { Logger } from 'pino';

export interface RecordingLogDeps {
  readonly events: EventBus;
  readonly logger: Logger;
  readonly accounts: Current<readonly { readonly id: string; readonly name: string }[]>;
  /** The source that brings the audio of a live session. */
  readonly sourceOf: (accountId: string, sessionId: string) => string | undefined;
}

/** Logs a line as each recording begins, and one as it ends. */
export class RecordingLog {
  readonly #deps: RecordingLogDeps;
  /** The sources of live recordings, by their ids: a session may be over before its recording is. */
  readonly #sources = new Map<string, string>();
  readonly #unsubscribe: () => void;

  constructor(deps: RecordingLogDeps) {
    this.#deps = deps;
    this.#unsubscribe = deps.events.subscribe((event) => {
      if (isRecordingEvent(event)) this.#note(event);
    });
  }

  /** Idempotent. */
  close(): void {
    this.#unsubscribe();
  }

  #note({ type, recording }: RecordingEvent): void {
    const { logger } = this.#deps;
    if (type === 'recording.started') {
      this.#noteSource(recording);
      logger.info({ ...this.#about(recording), ...settingsOf(recording) }, 'recording started');
    } else if (type === 'recording.failed') {
      logger.warn(this.#ended(recording), 'recording ended');
    } else if (type === 'recording.finished' || type === 'recording.canceled') {
      const isUpload = recording.origin.via === 'upload';
      logger.info(this.#ended(recording), isUpload ? 'recording uploaded' : 'recording ended');
    } else if (type === 'recording.copied') {
      logger.info(this.#ended(recording), 'recording copied');
    }
    if (!isLive(recording)) this.#sources.delete(recording.id);
  }

  #noteSource({ id, accountId, target }: Recording): void {
    if (target.kind !== 'session') return;
    const source = this.#deps.sourceOf(accountId, target.sessionId);
    if (source !== undefined) this.#sources.set(id, source);
  }

  /** Which recording, of what, and who asked for it; undefined fields are not logged. */
  #about({ id, accountId, name, target, origin, call }: Recording) {
    const account =
      this.#deps.accounts.value.find((each) => each.id === accountId)?.name ?? accountId;
    const of =
      target.kind === 'session'
        ? { session: target.sessionId }
        : { conference: target.conferenceId };
    return {
      account,
      recording: id,
      name: name === id ? undefined : maskedUrl(name),
      ...of,
      source: this.#sources.get(id),
      via: origin.via,
      username: origin.username,
      line: call.line.directoryNumber ?? call.line.deviceName,
    };
  }

  #ended(recording: Recording) {
    const { state, endReason, cause, media } = recording;
    return {
      ...this.#about(recording),
      state,
      endReason,
      cause,
      ...(media && {
        durationMs: Math.round(media.durationMs),
        bytes: media.bytes,
        ...(media.gaps.length > 0 && { gapsMs: lengthByReason(media.gaps) }),
      }),
    };
  }
}

function settingsOf({ settings }: Recording) {
  const { requestedFormat: format, channels, sampleRateHz } = settings;
  return { format, channels, sampleRateHz };
}

function lengthByReason(gaps: readonly Gap[]): Partial<Record<Gap['reason'], number>> {
  const lengths: Partial<Record<Gap['reason'], number>> = {};
  for (const { reason, lengthMs } of gaps) lengths[reason] = (lengths[reason] ?? 0) + lengthMs;
  for (const reason of Object.keys(lengths) as Gap['reason'][]) {
    lengths[reason] = Math.round(lengths[reason] ?? 0);
  }
  return lengths;
}
