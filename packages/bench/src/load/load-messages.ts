import type { ToneCallSpec } from '@tricord/callers';
import type { Pace } from './load-generator.ts';

/** The requests to the load process. */
export type LoadRequest =
  | { readonly type: 'open'; readonly calls: readonly ToneCallSpec[] }
  | { readonly type: 'play' }
  | { readonly type: 'stop' }
  | { readonly type: 'hang-up' };

export type LoadReply =
  | { readonly type: 'opened' }
  | { readonly type: 'playing'; readonly startMs: number }
  | {
      readonly type: 'stopped';
      readonly pace: Pace;
      /** Why calls ended unexpectedly. */
      readonly broken: readonly string[];
    }
  | { readonly type: 'hung-up' };
