import { randomBytes } from 'node:crypto';
import { type Delivery, type RecordingEvent, Replaceable } from '@tricord/core';
import { createTestCore } from '@tricord/testkit';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { StandardWebhooks, type WebhookEndpoint, webhookKey } from './standard-webhooks.ts';
import { ACME, TestOutbox } from './testing/test-outbox.ts';

const URL_A = 'https://a.example/hook';
const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const OTHER = '820796a0-8ee9-4350-83bd-2d07a3121f1e';

async function finished(): Promise<RecordingEvent> {
  const box = new TestOutbox();
  await box.finish(await box.begin());
  const [, entry] = await box.core.catalog.outbox.journal(2);
  await box.close();
  if (entry === undefined) throw new Error('nothing happened');
  return entry.event;
}

function deliveryOf(event: RecordingEvent, url = URL_A): Delivery {
  const { clock, ids } = createTestCore();
  const createdAt = clock.now();
  return { id: ids.uuid(), kind: 'webhook', url, event, state: 'pending', attempts: 0, createdAt };
}

const kindOf = (...endpoints: WebhookEndpoint[]) =>
  new StandardWebhooks(new Replaceable(endpoints), ({ recording }) => ({
    id: recording.id,
    name: 'ünï ☎',
  }));

describe('a webhook', () => {
  test('passes the verification of the standardwebhooks library', async () => {
    const event = await finished();
    const delivery = deliveryOf(event);
    const request = kindOf({ url: URL_A, secret: SECRET }).request(delivery, Date.now());
    expect(request).toMatchObject({ method: 'POST', url: URL_A });
    const { body = '', headers = {} } = request ?? {};
    expect(headers['webhook-id']).toBe(delivery.id);
    expect(new Webhook(SECRET).verify(body, { ...headers })).toEqual({
      type: 'recording.finished',
      timestamp: new Date(event.at).toISOString(),
      data: { id: event.recording.id, name: 'ünï ☎' },
    });
    const another = new Webhook(`whsec_${randomBytes(32).toString('base64')}`);
    expect(() => another.verify(body, { ...headers })).toThrow('No matching signature');
    expect(() => new Webhook(SECRET).verify(`${body} `, { ...headers })).toThrow();
  });

  test('keeps its id in a later attempt, with a new timestamp', async () => {
    const delivery = deliveryOf(await finished());
    const kind = kindOf({ url: URL_A, secret: SECRET });
    const [first, second] = [1_800_000_000_000, 1_800_000_060_999].map(
      (now) => kind.request(delivery, now)?.headers ?? {},
    );
    expect(second?.['webhook-id']).toBe(first?.['webhook-id']);
    expect(first?.['webhook-timestamp']).toBe('1800000000');
    expect(second?.['webhook-timestamp']).toBe('1800000060');
    expect(second?.['webhook-signature']).not.toBe(first?.['webhook-signature']);
  });

  test('is sent to the endpoints for its account and event, once per URL', async () => {
    const event = await finished();
    const to = (...endpoints: Partial<WebhookEndpoint>[]) =>
      kindOf(...endpoints.map((one) => ({ url: URL_A, secret: SECRET, ...one }))).targets(event);
    expect(to({})).toEqual([URL_A]);
    expect(to({ accountId: ACME })).toEqual([URL_A]);
    expect(to({ accountId: OTHER })).toEqual([]);
    expect(to({ events: ['recording.finished', 'recording.failed'] })).toEqual([URL_A]);
    expect(to({ events: ['recording.failed'] })).toEqual([]);
    expect(to({}, { accountId: ACME }, { url: 'https://b.example/' })).toEqual([
      URL_A,
      'https://b.example/',
    ]);
  });

  test('is not sent once its endpoint has been removed from the configuration', async () => {
    const delivery = deliveryOf(await finished());
    expect(kindOf({ url: `${URL_A}/2`, secret: SECRET }).request(delivery, 0)).toBeUndefined();
  });
});

test.each([
  '',
  'whsec_',
  SECRET.slice('whsec_'.length),
  `whsec_${randomBytes(23).toString('base64')}`,
  `whsec_${randomBytes(65).toString('base64')}`,
  `${SECRET}!`,
])('%p is not a secret', (secret) => {
  expect(() => webhookKey(secret)).toThrow('must be whsec_ and 24 to 64 bytes in base64');
});
