import { describe, expect, test } from '@jest/globals';
import { ManualClock } from '@tricord/core/testing';
import { Admission, EventLoopDelay } from './admission.ts';

function admission() {
  const clock = new ManualClock();
  const probe = { delay: 0, take: () => probe.delay, close: () => undefined };
  return { clock, probe, gate: new Admission(clock, probe, 50) };
}

describe('Admission', () => {
  test('is open while the loop is on time', () => {
    const { gate, probe } = admission();
    probe.delay = 50;
    gate.measure();
    expect(gate.isOpen).toBe(true);
    expect(gate.delayMs).toBe(50);
  });

  test('closes when the loop runs late, and opens after five good seconds', () => {
    const { gate, probe, clock } = admission();
    probe.delay = 51;
    gate.measure();
    expect(gate.isOpen).toBe(false);
    probe.delay = 0;
    for (let second = 1; second < 5; second++) {
      clock.advance(1000);
      gate.measure();
      expect(gate.isOpen).toBe(false);
    }
    clock.advance(1000);
    expect(gate.isOpen).toBe(true);
  });

  test('closes when audio was dropped', () => {
    const { gate } = admission();
    gate.dropped();
    expect(gate.isOpen).toBe(false);
  });
});

test('EventLoopDelay measures a number, and can be closed twice', () => {
  const probe = new EventLoopDelay();
  expect(probe.take()).toBeGreaterThanOrEqual(0);
  probe.close();
  probe.close();
});
