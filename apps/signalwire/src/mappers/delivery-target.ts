import type { DeliveryTarget } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { parseCallbackUrl } from './callback-url.ts';

/** What deliveries of this dialect are called in the catalog. */
export const CALLBACK_KIND = 'laml-callback';

type CreateCallRecording = components['schemas']['CreateCallRecording'];

/** A recording status of which a client may be told. */
export type CallbackStatus = 'in-progress' | 'completed' | 'absent' | 'failed';

/** What a client wants to be told, and how. */
export interface CallbackWish {
  readonly method: 'GET' | 'POST';
  readonly statuses: readonly CallbackStatus[];
}

/**
 * Whom a create wants told of the recording, or undefined for nobody.
 * @throws HttpError when its URL cannot be called.
 */
export function toDeliveryTarget(create: Partial<CreateCallRecording>): DeliveryTarget | undefined {
  if (create.RecordingStatusCallback === undefined) return undefined;
  const { href } = parseCallbackUrl(create.RecordingStatusCallback);
  const events = create.RecordingStatusCallbackEvent ?? 'completed';
  return {
    kind: CALLBACK_KIND,
    url: href,
    options: {
      method: create.RecordingStatusCallbackMethod ?? 'POST',
      events: (typeof events === 'string' ? events.trim().split(/ +/) : events).join(' '),
    },
  };
}

/**
 * What a notice of this dialect asks for. The vendor has no event for a failure; whoever wants to know
 * how a recording ends is told of it.
 */
export function callbackWish({ options }: DeliveryTarget): CallbackWish {
  const events = (options.events ?? '').split(' ');
  const wants = (...names: string[]) => names.some((name) => events.includes(name));
  const statuses: readonly [CallbackStatus, boolean][] = [
    ['in-progress', wants('in-progress')],
    ['completed', wants('completed')],
    ['absent', wants('absent')],
    ['failed', wants('completed', 'absent')],
  ];
  return {
    method: options.method === 'GET' ? 'GET' : 'POST',
    statuses: statuses.flatMap(([status, wanted]) => (wanted ? [status] : [])),
  };
}
