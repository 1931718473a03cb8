import { describe, expect, test } from 'vitest';
import type { AriEvent } from '../mappers/event.ts';
import { Application } from './application.ts';
import { everyOf } from './event-source.ts';

class Listener {
  readonly received: AriEvent[] = [];
  send(event: AriEvent): void {
    this.received.push(event);
  }
  sendLate(event: AriEvent): void {
    this.send(event);
  }
}

const event = (n: number): AriEvent => ({
  type: 'ChannelUserevent',
  timestamp: '',
  eventname: `${n}`,
  userevent: {},
  asterisk_id: '',
  application: 'x',
});
const device = (n: number) => ({ kind: 'deviceState', id: `${n}`, shownId: `${n}` }) as const;

describe('without a listener', () => {
  test('a persistent application keeps the last 1,000 events and all subscriptions', () => {
    const application = new Application('x', true);
    application.connect(new Listener(), true);
    application.disconnect();
    for (let n = 1; n <= 1001; n += 1) application.deliver(event(n));
    const listener = new Listener();
    application.connect(listener, false);
    expect(listener.received).toHaveLength(1000);
    expect([listener.received[0], listener.received.at(-1)]).toEqual([event(2), event(1001)]);
    expect(application.isSubscribed('bridge:any')).toBe(true);
    application.deliver(event(0));
    expect(listener.received).toHaveLength(1001);
  });

  test('any other application keeps no events, and drops subscriptions to resources that never end', () => {
    const application = new Application('x', false);
    application.connect(new Listener(), true);
    application.subscribe(device(1));
    application.disconnect();
    application.deliver(event(1));
    const listener = new Listener();
    application.connect(listener, false);
    expect(listener.received).toEqual([]);
    expect(application.isSubscribed('channel:any')).toBe(false);
    expect(application.subscribedTo('deviceState')).toEqual([]);
  });

  test('filtered events are not queued either', () => {
    const application = new Application('x', true);
    application.filter = { allowed: [], disallowed: [{ type: 'ChannelUserevent' }] };
    application.deliver(event(1));
    const listener = new Listener();
    application.connect(listener, false);
    expect(listener.received).toEqual([]);
  });
});

test('accepts at most 10,000 subscriptions', () => {
  const application = new Application('x', false);
  for (let n = 0; n < 10_000; n += 1) expect(application.subscribe(device(n))).toBe(true);
  expect(application.subscribe(device(10_000))).toBe(false);
  expect(application.subscribe(device(0))).toBe(true);
  expect(application.unsubscribe('deviceState', '1')).toBe(true);
  expect(application.subscribe(everyOf('channel'))).toBe(true);
});
