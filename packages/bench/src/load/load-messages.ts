import type { LineSpec } from './line.ts';
import type { Pace } from './load-generator.ts';

/** What the benchmark asks of the process that makes the load. */
export type LoadRequest =
  | { readonly type: 'open'; readonly lines: readonly LineSpec[] }
  | { readonly type: 'play' }
  | { readonly type: 'stop' }
  | { readonly type: 'hang-up' };

export type LoadReply =
  | { readonly type: 'opened' }
  | { readonly type: 'playing'; readonly startMs: number }
  | {
      readonly type: 'stopped';
      readonly pace: Pace;
      /** Lines that ended by themselves, and why. */
      readonly broken: readonly string[];
    }
  | { readonly type: 'hung-up' };
