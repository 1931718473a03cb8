import type { MessagePort } from 'node:worker_threads';
import type { AudioFormat } from '@tricord/audio';

/** One conversion, as it is handed to a worker thread. */
export interface ConversionTask {
  readonly format: AudioFormat;
  /** Undefined: taken from the header. */
  readonly wavBytes: number | undefined;
  /** Carries {@link ToWorker} in and {@link FromWorker} out. */
  readonly port: MessagePort;
}

/**
 * The caller pulls output chunk by chunk, and the worker pulls input, so that neither runs ahead of the other.
 * Closing the port ends the conversion.
 */
export type ToWorker =
  | { readonly type: 'pull' }
  | { readonly type: 'input'; readonly bytes: Uint8Array }
  | { readonly type: 'input-end' };

export type FromWorker =
  | { readonly type: 'need-input' }
  | { readonly type: 'output'; readonly bytes: Uint8Array }
  | { readonly type: 'done' }
  /** `fault`: a bad WAV file, a format that it cannot be converted to, or an internal error. */
  | {
      readonly type: 'failed';
      readonly fault: 'wav' | 'format' | 'internal';
      readonly message: string;
    };
