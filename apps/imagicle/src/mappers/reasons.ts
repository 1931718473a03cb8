import type { Endpoint } from '../dispatch/endpoint.ts';

/** What can be wrong with a request. */
export type Fault =
  | 'id-invalid'
  | 'line-unnamed'
  | 'line-unmonitorable'
  | 'mode-invalid'
  | 'no-extension'
  | 'device-automatic'
  | 'filter-invalid'
  | 'paging-invalid'
  | 'body-invalid'
  | 'metadata-invalid'
  | 'audio-invalid';

/** The rule that a request about one's own line breaks when its user has none. */
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
  'stop-own': { 'no-extension': 0, 'line-unmonitorable': 1, 'device-automatic': 2 },
  pause: { 'id-invalid': 0, 'line-unnamed': 0 },
  list: { 'filter-invalid': 0, 'paging-invalid': 1 },
  upload: { 'body-invalid': 0, 'metadata-invalid': 1, 'audio-invalid': 2 },
  recording: { 'id-invalid': 0 },
  media: { 'id-invalid': 0 },
};
