import type { Endpoint } from './endpoint.ts';

/** What can be wrong with a request. */
export type Fault =
  | 'id-invalid'
  | 'line-unnamed'
  | 'line-unmonitorable'
  | 'mode-invalid'
  | 'no-extension'
  | 'device-automatic';

/** The rule that a start without a body breaks when its user has no line. */
export const NO_EXTENSION = 'no-extension';

/** The `reason` of a 400. Each endpoint numbers its own: the same fault has other numbers elsewhere. */
export const REASONS: Readonly<Record<Endpoint, Readonly<Partial<Record<Fault, number>>>>> = {
  'list-live': {},
  start: {
    'line-unnamed': 0,
    'line-unmonitorable': 1,
    'mode-invalid': 2,
    'no-extension': 3,
    'device-automatic': 4,
  },
  'stop-by-id': { 'id-invalid': 0, 'line-unmonitorable': 1, 'device-automatic': 2 },
  'stop-on-line': { 'line-unnamed': 0, 'line-unmonitorable': 1, 'device-automatic': 2 },
  recording: { 'id-invalid': 0 },
  media: { 'id-invalid': 0 },
};
