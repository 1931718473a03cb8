import type { MessagePort } from 'node:worker_threads';
import type { AudioForm } from '../conversion/audio-form.ts';

/** One conversion, as it is handed to a worker thread. */
export interface ConversionTask {
  readonly form: AudioForm;
  /** Undefined: the header says it. */
  readonly wavBytes: number | undefined;
  /** Carries {@link ToWorker} in and {@link FromWorker} out. */
  readonly port: MessagePort;
}

/**
 * The caller asks for output, piece by piece, and the worker for input: nothing is made or read that
 * nobody waits for. A closed port ends the conversion.
 */
export type ToWorker =
  | { readonly type: 'pull' }
  | { readonly type: 'input'; readonly bytes: Uint8Array }
  | { readonly type: 'input-end' };

export type FromWorker =
  | { readonly type: 'need-input' }
  | { readonly type: 'output'; readonly bytes: Uint8Array }
  | { readonly type: 'done' }
  /** `fault` tells whose: the WAV file's, the form's (it cannot be made), or ours. */
  | {
      readonly type: 'failed';
      readonly fault: 'wav' | 'form' | 'internal';
      readonly message: string;
    };
