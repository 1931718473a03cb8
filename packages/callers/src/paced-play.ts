import type { Clock } from '@tricord/core';

export interface PlayOptions {
  /** One of the protocol's rates. */
  readonly sampleRateHz: number;
  /** 1: real time; 10: ten times as fast. */
  readonly speed?: number;
  /** Told how much has been sent, milliseconds of audio. */
  readonly onProgress?: (playedMs: number) => void;
  /** Ends the playing early; the call goes on. */
  readonly signal?: AbortSignal;
}

/** Where the frames of {@link playPaced} go. */
export interface PacedOutput {
  readonly clock: Clock;
  /** Whether it takes a frame at this moment. */
  ready(): boolean;
  /** Whether it will never take another. */
  over(): boolean;
  /** Resolves when it is over. */
  readonly closed: Promise<void>;
  /** Sends the frame that begins at that sample. */
  send(from: number, to: number): void;
}

/** Length of a frame, milliseconds. */
const PTIME_MS = 20;

/**
 * Sends `length` samples in frames of 20 ms, each when it is due. Resolves when all is sent, the signal
 * fires or the output is over.
 * @returns how much was sent, milliseconds of audio.
 */
export function playPaced(
  length: number,
  { sampleRateHz, speed = 1, onProgress, signal }: PlayOptions,
  output: PacedOutput,
): Promise<number> {
  const { clock } = output;
  const frame = Math.round((sampleRateHz * PTIME_MS) / 1000);
  const startMs = clock.monotonicMs();
  let at = 0;
  const sentMs = () => (Math.min(at, length) * 1000) / sampleRateHz;
  return new Promise((resolve) => {
    const stop = () => {
      timer.cancel();
      signal?.removeEventListener('abort', stop);
      resolve(sentMs());
    };
    const send = () => {
      const dueMs = (clock.monotonicMs() - startMs) * speed + PTIME_MS;
      while (at < length && sentMs() < dueMs && output.ready()) {
        output.send(at, Math.min(at + frame, length));
        at += frame;
      }
      onProgress?.(sentMs());
      if (at >= length || output.over()) stop();
    };
    const timer = clock.every(Math.min(PTIME_MS, PTIME_MS / speed), send);
    signal?.addEventListener('abort', stop);
    void output.closed.then(stop);
    if (signal?.aborted) stop();
    else send();
  });
}
