import type { RequestHandler, Response, Router } from 'express';
import type { components, operations } from '../generated/api.ts';

type DeviceState = components['schemas']['DeviceState'];
type ControlParameters = NonNullable<operations['controlPlayback']['parameters']['query']>;

const OPERATIONS: ReadonlySet<string> = new Set([
  ...['restart', 'pause', 'unpause', 'reverse', 'forward'],
]);

/**
 * Resources of ARI of which there are none here: endpoints, device states, sounds, mailboxes, playbacks.
 * Answers as an Asterisk that has none, so that clients which look for them go on.
 */
export function addAbsentResourceRoutes(router: Router): void {
  for (const resource of ['endpoints', 'deviceStates', 'sounds', 'mailboxes']) {
    router.get(`/${resource}`, (_req, res) => {
      res.json([]);
    });
  }
  router.get('/endpoints/:tech', (req, res) => {
    notFound(res, `No Endpoints found - invalid tech ${req.params.tech}`);
  });
  router.get('/endpoints/:tech/:resource', absent('Endpoint not found'));
  router.get('/deviceStates/:deviceName', (req, res) => {
    const { deviceName: name } = req.params;
    const state: DeviceState = { name, state: name.startsWith('Stasis:') ? 'UNKNOWN' : 'INVALID' };
    res.json(state);
  });
  router.get('/sounds/:soundId', absent('Sound not found'));
  // In Asterisk's words (resource_mailboxes.c).
  router.get('/mailboxes/:mailboxName', absent('Mailbox is does not exist'));
  router.get('/playbacks/:playbackId', absent('Playback not found'));
  router.delete('/playbacks/:playbackId', absent('Playback not found'));
  router.post('/playbacks/:playbackId/control', (req, res) => {
    const { operation }: ControlParameters = req.query;
    if (operation === undefined) refuse(res, 'Missing operation');
    else if (!OPERATIONS.has(operation)) refuse(res, `Invalid operation ${operation}`);
    else notFound(res, 'Playback not found');
  });
}

function absent(message: string): RequestHandler {
  return (_req, res) => notFound(res, message);
}

function notFound(res: Response, message: string): void {
  res.status(404).json({ message });
}

function refuse(res: Response, message: string): void {
  res.status(400).json({ message });
}
