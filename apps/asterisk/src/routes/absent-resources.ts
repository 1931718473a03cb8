import type { RequestHandler, Router } from 'express';
import { refusal } from '../errors.ts';
import type { components, operations } from '../generated/api.ts';

type DeviceState = components['schemas']['DeviceState'];
type ControlParameters = NonNullable<operations['controlPlayback']['parameters']['query']>;

const OPERATIONS: ReadonlySet<string> = new Set([
  ...['restart', 'pause', 'unpause', 'reverse', 'forward'],
]);

/**
 * ARI resources that do not exist here: endpoints, device states, sounds, mailboxes, playbacks. Responds like an
 * Asterisk that has none, so that clients which look for them still work.
 */
export function addAbsentResourceRoutes(router: Router): void {
  for (const resource of ['endpoints', 'deviceStates', 'sounds', 'mailboxes']) {
    router.get(`/${resource}`, (_req, res) => {
      res.json([]);
    });
  }
  router.get('/endpoints/:tech', (req) => {
    throw refusal(404, `No Endpoints found - invalid tech ${req.params.tech}`);
  });
  router.get('/endpoints/:tech/:resource', refuse(404, 'Endpoint not found'));
  router.get('/deviceStates/:deviceName', (req, res) => {
    const { deviceName: name } = req.params;
    const state: DeviceState = { name, state: name.startsWith('Stasis:') ? 'UNKNOWN' : 'INVALID' };
    res.json(state);
  });
  router.put('/deviceStates/:deviceName', refuse(409, 'Uncontrolled device specified'));
  router.delete('/deviceStates/:deviceName', refuse(409, 'Uncontrolled device specified'));
  router.get('/sounds/:soundId', refuse(404, 'Sound not found'));
  // Asterisk's message, verbatim (resource_mailboxes.c).
  router.get('/mailboxes/:mailboxName', refuse(404, 'Mailbox is does not exist'));
  router.get('/playbacks/:playbackId', refuse(404, 'Playback not found'));
  router.delete('/playbacks/:playbackId', refuse(404, 'Playback not found'));
  router.post('/playbacks/:playbackId/control', (req) => {
    const { operation }: ControlParameters = req.query;
    if (operation === undefined) throw refusal(400, 'Missing operation');
    if (!OPERATIONS.has(operation)) throw refusal(400, `Invalid operation ${operation}`);
    throw refusal(404, 'Playback not found');
  });
}

function refuse(status: number, message: string): RequestHandler {
  return () => {
    throw refusal(status, message);
  };
}
