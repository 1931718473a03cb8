import type { DeliveryKind } from '@tricord/core';
import { startRecording } from '@tricord/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Behavior, Receiver, silence, statuses } from './testing/receiver.ts';
import { ACME, kindTo, TestOutbox, TIMEOUT_MS } from './testing/test-outbox.ts';

let box: TestOutbox;
let receivers: Receiver[];
beforeEach(() => {
  box = new TestOutbox();
  receivers = [];
});
afterEach(async () => {
  await box.close();
  for (const receiver of receivers) await receiver.close();
});

async function receiver(behavior: Behavior, port = 0): Promise<Receiver> {
  const made = await Receiver.open(behavior, port);
  receivers.push(made);
  return made;
}

/** Starts the outbox, which sends every event to these URLs. */
function tell(...urls: string[]): void {
  box.outbox.start([kindTo(() => urls)]);
}

const heard = ({ received }: Receiver): string[] =>
  received.map(({ body }) => (JSON.parse(body) as { type: string }).type);
const tokens = ({ received }: Receiver) => received.map(({ headers }) => headers['x-delivery']);

describe('the events of a recording', () => {
  test('are delivered in order, once each', async () => {
    const server = await receiver(statuses(200));
    tell(server.url);
    const recording = await box.begin();
    await box.finish(recording);
    await box.outbox.idle();
    expect(heard(server)).toEqual(['recording.started', 'recording.finished']);
    expect(await box.deliveries()).toMatchObject([
      { state: 'delivered', attempts: 1, lastStatus: 200, event: { type: 'recording.started' } },
      { state: 'delivered', attempts: 1, lastStatus: 200, event: { type: 'recording.finished' } },
    ]);
    expect(await box.core.catalog.outbox.journal(1)).toEqual([]);
  });

  test('are delivered also if they occurred before the outbox was started', async () => {
    const server = await receiver(statuses(200));
    await box.finish(await box.begin());
    expect(await box.core.catalog.outbox.journal(9)).toHaveLength(2);
    tell(server.url);
    await box.outbox.idle();
    expect(heard(server)).toEqual(['recording.started', 'recording.finished']);
  });

  test('are not delivered without receivers, and the journal does not grow', async () => {
    tell();
    await box.finish(await box.begin());
    await box.outbox.idle();
    expect(await box.deliveries()).toEqual([]);
    expect(await box.core.catalog.outbox.journal(1)).toEqual([]);
  });
});

test('a kind that cannot look up its receivers is asked again, and nothing is lost', async () => {
  let isDown = true;
  const told: string[] = [];
  box.outbox.start([
    {
      name: 'direct',
      targets: async () => {
        if (isDown) throw new Error('the catalog cannot be read');
        return ['mailto:ann@example.com'];
      },
      deliver: async ({ event }) => {
        told.push(event.type);
        return { type: 'status', status: 250 };
      },
    },
  ]);
  await box.finish(await box.begin());
  await box.outbox.idle();
  expect(await box.core.catalog.outbox.journal(9)).toHaveLength(2);
  isDown = false;
  await box.pass(5000);
  expect(told).toEqual(['recording.started', 'recording.finished']);
});

describe('deliveries that are held', () => {
  const held = (url: string) => box.outbox.start([kindTo(() => [url])], { held: true });

  test('are planned and shown, but sent only once they are released', async () => {
    const server = await receiver(statuses(200));
    held(server.url);
    await box.finish(await box.begin());
    await box.outbox.idle();
    expect(heard(server)).toEqual([]);
    expect(await box.deliveries({ states: ['pending'] })).toHaveLength(2);
    expect(await box.outbox.release()).toBe(0);
    await box.outbox.idle();
    expect(heard(server)).toEqual(['recording.started', 'recording.finished']);
  });

  test('can be given up, except those about newer recordings', async () => {
    const server = await receiver(statuses(200));
    await box.finish(await box.begin());
    await box.pass(1000);
    const restoredAt = box.core.clock.now();
    held(server.url);
    const newer = await box.begin();
    await box.outbox.idle();
    expect(await box.outbox.release(restoredAt)).toBe(2);
    await box.outbox.idle();
    expect(server.received.map(({ body }) => JSON.parse(body))).toMatchObject([
      { type: 'recording.started', recording: newer.id },
    ]);
    expect(await box.deliveries({ states: ['dead'] })).toMatchObject(
      Array(2).fill({ attempts: 0, lastError: 'Dropped after a restore' }),
    );
  });

  test('stay when it closes, also while they are about to be released', async () => {
    const server = await receiver(statuses(200));
    held(server.url);
    await box.finish(await box.begin());
    await box.outbox.close();
    void box.outbox.release();
    await box.outbox.idle();
    expect(heard(server)).toEqual([]);
  });
});

describe('a receiver that', () => {
  test('answers 500 and then 200 gets the delivery again after the wait, with the same id', async () => {
    const server = await receiver(statuses(500, 500, 200));
    tell(server.url);
    await box.begin();
    await box.outbox.idle();
    expect(await box.deliveries()).toMatchObject([
      { state: 'pending', attempts: 1, lastStatus: 500, lastError: 'It answered 500' },
    ]);
    await box.pass(999);
    expect(server.received).toHaveLength(1);
    await box.pass(1);
    expect(server.received).toHaveLength(2);
    await box.pass(2000);
    expect(await box.deliveries()).toMatchObject([{ state: 'delivered', attempts: 3 }]);
    expect(new Set(tokens(server)).size).toBe(1);
    expect(server.received).toHaveLength(3);
  });

  test('is down gets the delivery once it is up again', async () => {
    const down = await receiver(silence);
    const { port, url } = down;
    await down.close();
    tell(url);
    await box.finish(await box.begin());
    await box.outbox.idle();
    expect(await box.deliveries({ states: ['pending'] })).toHaveLength(2);
    const up = await receiver(statuses(200), port);
    await box.pass(1000);
    expect(heard(up)).toEqual(['recording.started', 'recording.finished']);
  });

  test('never accepts a delivery gets the next one after the last attempt', async () => {
    const server = await receiver((res, _n, { body }) => {
      res.writeHead(body.includes('recording.started') ? 503 : 200).end();
    });
    tell(server.url);
    await box.finish(await box.begin());
    await box.outbox.idle();
    for (const waitMs of [1000, 2000]) await box.pass(waitMs);
    expect(heard(server)).toEqual(Array(3).fill('recording.started'));
    await box.pass(4000);
    expect(heard(server)).toEqual([...Array(4).fill('recording.started'), 'recording.finished']);
    expect(await box.deliveries()).toMatchObject([
      { state: 'dead', attempts: 4, lastStatus: 503 },
      { state: 'delivered', attempts: 1 },
    ]);
  });

  test('redirects by 307 has the delivery sent where it leads', async () => {
    const target = await receiver(statuses(200));
    const server = await receiver((res) => res.writeHead(307, { location: target.url }).end());
    tell(server.url);
    await box.begin();
    await box.outbox.idle();
    expect(tokens(target)).toEqual(tokens(server));
    expect(await box.deliveries()).toMatchObject([{ state: 'delivered', attempts: 1 }]);
  });

  test('redirects by 302 gets the delivery again', async () => {
    const target = await receiver(statuses(200));
    const server = await receiver((res) => res.writeHead(302, { location: target.url }).end());
    tell(server.url);
    await box.begin();
    await box.outbox.idle();
    expect(target.received).toEqual([]);
    expect(await box.deliveries()).toMatchObject([
      {
        state: 'pending',
        lastError: 'It answered 302: only redirects by 307 and 308 with a Location are followed',
      },
    ]);
  });

  test('answers 410 gets no more attempts', async () => {
    const server = await receiver(statuses(410));
    tell(server.url);
    await box.begin();
    await box.outbox.idle();
    expect(await box.deliveries()).toMatchObject([{ state: 'dead', attempts: 1 }]);
  });

  test('is not public is not contacted', async () => {
    tell('http://10.0.0.1/hook');
    await box.begin();
    await box.outbox.idle();
    const [delivery] = await box.deliveries();
    expect(delivery).toMatchObject({ state: 'dead', attempts: 1 });
    expect(delivery?.lastError).toContain('webhooks.allowPrivate');
  });
});

describe('a receiver that does not answer', () => {
  test('does not delay others, and uses at most the capacity of one server', async () => {
    const slow = await receiver(silence);
    const quick = await receiver(statuses(200));
    tell(slow.url, quick.url);
    const recordings = 20;
    for (let i = 0; i < recordings; i += 1) await box.begin();
    await quick.has(recordings);
    await slow.has(3);
    expect(heard(quick)).toHaveLength(recordings);
    expect(slow.received).toHaveLength(3);

    // All three fail; from then on it gets one at a time.
    box.core.clock.advance(TIMEOUT_MS);
    await slow.has(4);
    await box.finish(await box.begin());
    await quick.has(recordings + 2);
    expect(slow.received).toHaveLength(4);
  });
});

describe('a request to retry a delivery', () => {
  test('takes effect at once', async () => {
    const server = await receiver(statuses(410, 200));
    tell(server.url);
    await box.begin();
    await box.outbox.idle();
    const [dead] = await box.deliveries({ states: ['dead'] });
    const { clock, catalog } = box.core;
    await catalog.deliveries.replay(ACME, dead?.id ?? '', clock.now());
    box.outbox.wake();
    await box.outbox.idle();
    expect(await box.deliveries()).toMatchObject([{ state: 'delivered', attempts: 1 }]);
    expect(new Set(tokens(server))).toEqual(new Set([dead?.id]));
  });
});

describe('close()', () => {
  test('lets running attempts finish, and starts no more', async () => {
    const answers: (() => void)[] = [];
    const server = await receiver((res) => {
      answers.push(() => void res.writeHead(200).end());
    });
    tell(server.url);
    await box.finish(await box.begin());
    await server.has(1);
    const closing = box.outbox.close(1000);
    answers[0]?.();
    await closing;
    expect(await box.deliveries()).toMatchObject([{ state: 'delivered' }, { state: 'pending' }]);
    expect(server.received).toHaveLength(1);
    await box.begin();
    expect(await box.core.catalog.outbox.journal(1)).toHaveLength(1);
  });

  test('aborts attempts after the timeout; the next start repeats them', async () => {
    let behavior: Behavior = silence;
    const server = await receiver((...request) => behavior(...request));
    tell(server.url);
    await box.begin();
    await server.has(1);
    const closing = box.outbox.close(1000);
    // The timeout starts once the current round is over.
    await new Promise(setImmediate);
    box.core.clock.advance(1000);
    await closing;
    expect(await box.deliveries()).toMatchObject([{ state: 'pending', attempts: 0 }]);

    behavior = statuses(200);
    await box.restart();
    tell(server.url);
    await box.outbox.idle();
    expect(await box.deliveries()).toMatchObject([{ state: 'delivered', attempts: 1 }]);
    expect(new Set(tokens(server)).size).toBe(1);
  });
});

describe('a catalog that cannot be written', () => {
  test('suspends deliveries for a while, so that none is sent repeatedly', async () => {
    const server = await receiver(statuses(200));
    const { outbox } = box.core.catalog;
    const saveOutcome = outbox.saveOutcome.bind(outbox);
    outbox.saveOutcome = () => Promise.reject(new Error('database or disk is full'));
    tell(server.url);
    await box.begin();
    await box.outbox.idle();
    await box.pass(4999);
    expect(server.received).toHaveLength(1);
    outbox.saveOutcome = saveOutcome;
    await box.pass(1);
    expect(await box.deliveries()).toMatchObject([{ state: 'delivered' }]);
    expect(new Set(tokens(server)).size).toBe(1);
  });
});

describe('a delivery of a dialect', () => {
  test('waits for its dialect when that is not served here', async () => {
    const server = await receiver(statuses(200));
    const call = await box.core.liveSession(ACME);
    const notify = { kind: 'test', url: server.url, options: {} };
    await startRecording(box.core, {
      accountId: ACME,
      target: { sessionId: call.id },
      origin: { via: 'test' },
      notify,
    });
    box.outbox.start([]);
    await box.outbox.idle();
    expect(await box.deliveries()).toMatchObject([
      { state: 'pending', kind: 'test', url: server.url },
    ]);
    await box.restart();
    tell();
    await box.pass(60_000);
    expect(heard(server)).toEqual(['recording.started']);
  });

  test('is abandoned when there is no receiver anymore', async () => {
    const server = await receiver(statuses(200));
    const kind = kindTo(() => [server.url]);
    const over: DeliveryKind = { ...kind, request: () => undefined };
    box.outbox.start([over]);
    await box.begin();
    await box.outbox.idle();
    expect(await box.deliveries()).toMatchObject([
      { state: 'dead', lastError: 'Its receiver or its recording no longer exists' },
    ]);
  });

  test('does not delay others when the dialect fails', async () => {
    const server = await receiver(statuses(200));
    const fail = () => {
      throw new Error('a fault');
    };
    box.outbox.start([
      { name: 'unplanned', targets: fail, request: fail },
      { name: 'unmade', targets: () => [server.url], request: fail },
      kindTo(() => [server.url]),
    ]);
    await box.begin();
    await box.outbox.idle();
    expect(heard(server)).toEqual(['recording.started']);
    expect(await box.deliveries({ states: ['dead'] })).toMatchObject([
      { kind: 'unmade', lastError: 'The request could not be made' },
    ]);
  });

  test('is not created for an invalid URL', async () => {
    tell('nonsense', 'ftp://example.com/');
    await box.begin();
    await box.outbox.idle();
    expect(await box.deliveries()).toEqual([]);
    expect(await box.core.catalog.outbox.journal(1)).toEqual([]);
  });
});

test('old deliveries that have ended are deleted', async () => {
  const server = await receiver(statuses(200, 410));
  tell(server.url);
  await box.finish(await box.begin());
  await box.outbox.idle();
  // The pruner runs once a minute.
  await box.pass(3_600_000);
  await box.pass(60_000);
  expect(await box.deliveries()).toMatchObject([{ state: 'dead' }]);
  await box.pass(3_600_000);
  await box.pass(60_000);
  expect(await box.deliveries()).toEqual([]);
});

test('the metrics count attempts by result, and pending deliveries', async () => {
  const server = await receiver((res, n) => res.writeHead([200, 500, 410][n] ?? 500).end());
  tell(server.url);
  for (let i = 0; i < 3; i += 1) {
    await box.begin();
    await box.outbox.idle();
  }
  box.core.clock.advance(500);
  const text = await box.registry.metrics();
  for (const line of [
    'tricord_webhook_attempts_total{kind="test",result="delivered"} 1',
    'tricord_webhook_attempts_total{kind="test",result="retried"} 1',
    'tricord_webhook_attempts_total{kind="test",result="dead"} 1',
    'tricord_webhook_pending 1',
    'tricord_webhook_dead 1',
    'tricord_webhook_oldest_pending_seconds 0.5',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
});
