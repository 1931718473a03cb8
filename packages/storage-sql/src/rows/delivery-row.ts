import { type Delivery, laneOf } from '@tricord/core';

export const DELIVERY_STATES = ['pending', 'delivered', 'dead'] as const;

/** The columns that a change of a delivery may touch. */
export const CHANGING_COLUMNS = ['state', 'next_attempt_at', 'ended_at', 'body'] as const;

/** The columns of a delivery's row. */
export function deliveryRow(delivery: Delivery) {
  const { id, kind, url, event, state, createdAt, nextAttemptAt, endedAt } = delivery;
  return {
    id,
    account_id: event.accountId,
    recording_id: event.recording.id,
    target: `${kind} ${url}`,
    lane: laneOf(url),
    state,
    created_at: createdAt,
    next_attempt_at: nextAttemptAt ?? null,
    ended_at: endedAt ?? null,
    body: JSON.stringify(delivery),
  };
}
