import type { Request } from 'express';

/** The endpoint of a request, which determines permissions, errors and reasons. */
export type Endpoint =
  | 'list-live'
  | 'start'
  | 'stop-on-line'
  | 'stop-by-id'
  | 'stop-own'
  | 'pause'
  | 'list'
  | 'upload'
  | 'recording'
  | 'media';

const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map([
  ['GET /LiveRecordings', 'list-live'],
  ['POST /LiveRecordings', 'start'],
  ['DELETE /LiveRecordings', 'stop-on-line'],
  ['DELETE /LiveRecordings/{id}', 'stop-by-id'],
  ['DELETE /LiveRecordings/Mine', 'stop-own'],
  ['PUT /LiveRecordings/{id}/Pause', 'pause'],
  ['PUT /LiveRecordings/{id}/Resume', 'pause'],
  ['PUT /LiveRecordings/Pause', 'pause'],
  ['PUT /LiveRecordings/Resume', 'pause'],
  ['GET /Recordings', 'list'],
  ['POST /Recordings', 'upload'],
  ['GET /Recordings/{id}', 'recording'],
  ['GET /Recordings/{id}/Media', 'media'],
  ['HEAD /Recordings/{id}/Media', 'media'],
]);

/** The endpoint of a request, or undefined when openapi.yaml has none for its method and path. */
export function endpointOf(req: Request): Endpoint | undefined {
  return ENDPOINTS.get(`${req.method} ${req.res?.locals.operation}`);
}

/** Whether the request has a body (RFC 9112, 6.3): without one, a start applies to the user's own line. */
export function hasBody(req: Pick<Request, 'headers'>): boolean {
  const { 'transfer-encoding': encoding, 'content-length': length } = req.headers;
  return encoding !== undefined || Number(length ?? 0) > 0;
}
