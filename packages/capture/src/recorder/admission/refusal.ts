import { TricordError } from '@tricord/core';

/** Why clients cannot start a recording, with the measured numbers. */
export type Refusal =
  | { readonly reason: 'space'; readonly freeBytes: number; readonly minFreeBytes: number }
  | { readonly reason: 'dropped'; readonly droppedMs: number }
  | {
      readonly reason: 'late';
      /** Of the last second and the one before. */
      readonly delaysMs: readonly [number, number];
      readonly limitMs: number;
      readonly liveRecordings: number;
    };

export type RefusalReason = Refusal['reason'];

/** The refusal as text, without a period at the end. */
export function refusalText(refusal: Refusal): string {
  switch (refusal.reason) {
    case 'space':
      return `the disk has ${mebibytes(refusal.freeBytes)} free, less than the ${mebibytes(refusal.minFreeBytes)} that are kept free`;
    case 'dropped':
      return `${refusal.droppedMs} ms of audio had to be dropped, because it arrived faster than the disk took it`;
    case 'late': {
      const [last, before] = refusal.delaysMs;
      return `the event loop was late by ${before} and ${last} ms in two seconds in a row; limit ${refusal.limitMs} ms; ${refusal.liveRecordings} live recordings`;
    }
  }
}

/** The error for a client whose recording is refused. */
export function refusalError(refusal: Refusal): TricordError {
  const text = `There is no room for another recording: ${refusalText(refusal)}`;
  return new TricordError('recorder-full', text, { details: { reason: refusal.reason } });
}

function mebibytes(bytes: number): string {
  return `${Math.floor(bytes / 2 ** 20)} MiB`;
}
