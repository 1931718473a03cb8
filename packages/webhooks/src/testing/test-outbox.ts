import type { DeliveryKind } from '@tricord/core';
import {
  type Delivery,
  type DeliveryQuery,
  type Recording,
  type RecordingEvent,
  startRecording,
  stopRecording,
} from '@tricord/core';
import { createTestCore, type TestCore } from '@tricord/testkit';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { AddressGuard } from '../address-guard.ts';
import { HttpSender } from '../http-sender.ts';
import { OutboxMetrics } from '../metrics.ts';
import { Outbox, type OutboxOptions } from '../outbox.ts';

export const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
export const TIMEOUT_MS = 10_000;

/** The waits are 1 s, 2 s, 4 s …; the fourth failure is the last. */
const OPTIONS: OutboxOptions = {
  maxAttempts: 4,
  firstRetryMs: 1000,
  maxRetryMs: 60_000,
  concurrency: 8,
  perServer: 3,
  keepDeliveredMs: 3_600_000,
  keepDeadMs: 7_200_000,
  keepEventsMs: 3_600_000,
  keepEvents: 1000,
};

/** Sends the type of each event, as JSON, to these URLs. */
export function kindTo(targets: (event: RecordingEvent) => readonly string[]): DeliveryKind {
  return {
    name: 'test',
    targets,
    request: ({ id, url, event }) => ({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', 'x-delivery': id },
      body: JSON.stringify({ type: event.type, recording: event.recording.id }),
    }),
  };
}

/** An outbox over an in-memory core, without jitter. */
export class TestOutbox {
  readonly core: TestCore;
  readonly registry = new Registry();
  readonly sender: HttpSender;
  outbox: Outbox;

  constructor(changes: Partial<OutboxOptions> = {}) {
    this.core = createTestCore();
    const guard = new AddressGuard(['127.0.0.0/8']);
    this.sender = new HttpSender({ guard, clock: this.core.clock, timeoutMs: TIMEOUT_MS });
    this.outbox = this.#make(changes);
  }

  /** Closes the outbox and opens a new one on the same catalog, not started. */
  async restart(): Promise<void> {
    await this.outbox.close();
    this.registry.clear();
    this.outbox = this.#make({});
  }

  /** A recording of a live call, in progress. */
  async begin(): Promise<Recording> {
    const { core } = this;
    const call = await core.liveSession(ACME);
    const target = { sessionId: call.id };
    return startRecording(core, { accountId: ACME, target, origin: { via: 'test' } });
  }

  async finish({ id }: Recording): Promise<void> {
    await stopRecording(this.core, ACME, { id });
  }

  /** The account's deliveries, oldest first. */
  async deliveries(filter: Partial<DeliveryQuery> = {}): Promise<readonly Delivery[]> {
    const query = { accountId: ACME, limit: 1000, ...filter };
    return (await this.core.catalog.deliveries.list(query)).items.toReversed();
  }

  /** Advances the clock, and waits until the outbox is idle. */
  async pass(ms: number): Promise<void> {
    this.core.clock.advance(ms);
    await new Promise(setImmediate);
    await this.outbox.idle();
  }

  async close(): Promise<void> {
    await this.outbox.close();
    await this.sender.close();
  }

  #make(changes: Partial<OutboxOptions>): Outbox {
    const { catalog, clock, events, ids } = this.core;
    const { outbox, journal } = catalog;
    return new Outbox(
      {
        outbox,
        journal,
        events,
        clock,
        ids,
        sender: this.sender,
        logger: pino({ level: 'silent' }),
        metrics: new OutboxMetrics(this.registry, outbox, clock),
        random: () => 0.5,
      },
      { ...OPTIONS, ...changes },
    );
  }
}
