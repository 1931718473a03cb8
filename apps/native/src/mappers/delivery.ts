import { type Delivery, type DeliveryQuery, maskedUrl } from '@tricord/core';
import type { components, operations } from '../generated/api.ts';
import { API } from './links.ts';
import { toWireTime } from './time.ts';

/** Stands for passwords and other secrets of receivers. */
const MASK = '***';

type Wire = components['schemas']['Delivery'];

export type DeliveryListQuery = NonNullable<operations['listDeliveries']['parameters']['query']>;

/** Maps a delivery to this API, without its content. */
export function toWireDelivery(delivery: Delivery): Wire {
  const { id, kind, url, event, state, attempts, createdAt } = delivery;
  const { nextAttemptAt, endedAt, lastStatus, lastError } = delivery;
  const { id: recordingId } = event.recording;
  return {
    id,
    kind,
    url: maskedUrl(new URL(url).href, MASK),
    event: event.type,
    recordingId,
    state,
    attempts,
    createdAt: toWireTime(createdAt),
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt: toWireTime(nextAttemptAt) }),
    ...(endedAt === undefined ? {} : { endedAt: toWireTime(endedAt) }),
    ...(lastStatus === undefined ? {} : { lastStatus }),
    ...(lastError === undefined ? {} : { lastError }),
    links: {
      self: `${API}/webhooks/deliveries/${id}`,
      recording: `${API}/recordings/${recordingId}`,
    },
  };
}

/** The filters of a list of deliveries. */
export function toDeliveryFilter({
  state,
  recordingId,
}: DeliveryListQuery): Partial<DeliveryQuery> {
  return {
    ...(state === undefined ? {} : { states: state }),
    ...(recordingId === undefined ? {} : { recordingId: recordingId.toLowerCase() }),
  };
}
