import { type RequestListener, STATUS_CODES } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '@tricord/core';
import type { DialectOptions } from '@tricord/http-kit';
import pLimit from 'p-limit';
import type { Users } from '../access/users.ts';
import type { EventClient } from '../events/event-client.ts';
import type { components } from '../generated/api.ts';
import { toTimestamp } from '../mappers/timestamp.ts';
import { inject } from './inject.ts';
import { parseRestRequest, type RestRefusal, type RestRequest } from './rest-request.ts';

/**
 * Maximum number of queued requests of a client; then reading pauses until there are fewer. What had been read
 * already, 64 KB at most, is queued as well.
 */
const MAX_PENDING = 16;

const JSON_TYPE = 'application/json';
const NO_UPGRADE = "Can't upgrade to websocket from a websocket";

export interface RestDeps {
  /** The HTTP handler of the same requests. */
  readonly handler: RequestListener;
  readonly users: Users;
  readonly clock: Clock;
  /** Identity of this system. */
  readonly systemId: string;
  readonly logger: DialectOptions['logger'];
}

interface Outcome {
  readonly status: number;
  readonly reason: string;
  /** Compact JSON, or empty. */
  readonly body: string;
}

/**
 * Answers the requests that a client sends over its WebSocket, one at a time and in order. They have the rights of
 * the WebSocket's user, unless they carry credentials of their own. Between two requests the event loop turns once, so
 * that a long queue does not delay audio, timers and other clients. Once the WebSocket closes, the rest is dropped.
 */
export function serveRest(client: EventClient, deps: RestDeps): void {
  const inTurn = pLimit(1);
  client.onClose(() => inTurn.clearQueue());
  client.onText((text) => {
    void inTurn(async () => {
      if (!client.isOpen) return;
      await answer(client, deps, text);
      await nextTurn();
      if (inTurn.pendingCount < MAX_PENDING) client.resume();
    });
    if (inTurn.pendingCount >= MAX_PENDING) client.pause();
  });
}

async function answer(client: EventClient, deps: RestDeps, text: string): Promise<void> {
  const request = parseRestRequest(text);
  const { status, reason, body } =
    'method' in request ? await attempt(client, deps, request) : refuse(request);
  const [application = ''] = client.subscription.applications;
  const response: components['schemas']['RESTResponse'] = {
    type: 'RESTResponse',
    transaction_id: request.transactionId,
    request_id: request.requestId,
    status_code: status,
    reason_phrase: reason,
    uri: request.uri,
    ...(body === '' ? {} : { content_type: JSON_TYPE, message_body: body }),
    application,
    timestamp: toTimestamp(deps.clock.now()),
    asterisk_id: deps.systemId,
  };
  await client.answer(JSON.stringify(response));
}

function refuse({ message }: RestRefusal): Outcome {
  if (message === undefined) {
    return { status: 400, reason: 'Failed to parse request message JSON', body: '' };
  }
  return { status: 400, reason: 'Bad request', body: JSON.stringify({ message }) };
}

async function attempt(
  client: EventClient,
  deps: RestDeps,
  request: RestRequest,
): Promise<Outcome> {
  try {
    return await run(client, deps, request);
  } catch (err) {
    deps.logger.error({ err }, 'a request over a WebSocket failed');
    const message = reasonOf(500);
    return { status: 500, reason: message, body: JSON.stringify({ message }) };
  }
}

async function run(client: EventClient, deps: RestDeps, request: RestRequest): Promise<Outcome> {
  const { user, host, address } = client.subscription;
  const { method, uri, query, json = '' } = request;
  // Asterisk treats an empty first segment as the root, which has no operations.
  if (uri === '' || uri.startsWith('/')) {
    return {
      status: 405,
      reason: reasonOf(405),
      body: JSON.stringify({ message: 'Invalid method' }),
    };
  }
  const path = `/ari/${uri.toWellFormed()}`;
  const { status, body } = await inject(
    deps.handler,
    {
      // No path has these methods; but a response to HEAD has no body, and this one needs it.
      method: method === 'HEAD' ? 'PATCH' : method,
      url: query === '' ? path : `${path}?${query.toWellFormed()}`,
      headers: { host, ...(json === '' ? {} : { 'content-type': JSON_TYPE }) },
      body: json,
      ...(address === undefined ? {} : { address }),
    },
    (req) => deps.users.vouchFor(req, user),
  );
  if (status === 426) return refuse({ ...request, message: NO_UPGRADE });
  if (body === undefined) return { status: 406, reason: 'Not Acceptable.  Use HTTP GET', body: '' };
  return { status, reason: reasonOf(status), body: compact(body) };
}

function reasonOf(status: number): string {
  return STATUS_CODES[status] ?? '';
}

/** Compact JSON, as Asterisk sends it even if pretty output was requested. */
function compact(body: string): string {
  return body.includes('\n') ? JSON.stringify(JSON.parse(body)) : body;
}
