import type { Clock } from '@tricord/core';

export interface PlayOptions {
  /** A sample rate that the protocol supports. */
  readonly sampleRateHz: number;
  /** 1: real time; 10: ten times as fast. */
  readonly speed?: number;
  /** Called with the duration of the audio sent so far, in milliseconds. */
  readonly onProgress?: (playedMs: number) => void;
  /** Stops playing early; the call continues. */
  readonly signal?: AbortSignal;
}

/** The destination of {@link playPaced}. */
export interface PacedOutput {
  readonly clock: Clock;
  /** Whether it accepts a frame now. */
  ready(): boolean;
  /** Whether it will never accept another. */
  over(): boolean;
  /** Resolves when it has closed. */
  readonly closed: Promise<void>;
  /** Sends the frame that begins at this sample. */
  send(from: number, to: number): void;
}

/** Duration of a frame. */
const PTIME_MS = 20;

/**
 * Sends `length` samples in frames of 20 ms, each when it is due. Resolves when all of it is sent, the signal
 * aborts or the output has closed.
 * @returns the duration of the audio that was sent, in milliseconds.
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
