import type { Endpoint } from '../dispatch/endpoint.ts';

/** The errors of a request. */
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

/** The error code for a request about the user's own line when the user has none. */
export const NO_EXTENSION = 'no-extension';

/** The `reason` of a 400. Each endpoint has its own numbers for the same errors. */
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
