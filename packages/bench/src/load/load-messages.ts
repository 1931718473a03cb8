import type { ToneCallSpec } from '@tricord/callers';
import type { Pace } from './load-generator.ts';

/** What the benchmark asks of the process that makes the load. */
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
      /** Why calls ended by themselves. */
      readonly broken: readonly string[];
    }
  | { readonly type: 'hung-up' };
