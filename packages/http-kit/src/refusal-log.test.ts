import { ManualClock } from '@tricord/testkit';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { RefusalLog } from './refusal-log.ts';

function openLog() {
  const lines: string[] = [];
  const logger = pino({ base: null }, { write: (line) => lines.push(line) });
  const clock = new ManualClock();
  const log = new RefusalLog(logger, clock);
  const refuse = (path: string, reason?: string) =>
    log.log('192.0.2.7', path, { status: 404, ...(reason === undefined ? {} : { reason }) });
  return { lines, clock, log, refuse };
}

test('a refusal is logged with its reason', () => {
  const { lines, log, refuse } = openLog();
  refuse('/media', 'nobody listens there');
  refuse('/other');
  log.close();
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      peer: '192.0.2.7',
      path: '/media',
      status: 404,
      reason: 'nobody listens there',
      msg: 'WebSocket refused',
    },
    { path: '/other', reason: 'Not Found' },
  ]);
});

test('the same refusal is logged once in ten seconds, and no more than 20 in that time', () => {
  const { lines, clock, log, refuse } = openLog();
  refuse('/a');
  refuse('/a');
  expect(lines).toHaveLength(1);
  for (let n = 0; n < 30; n++) refuse(`/${n}`);
  expect(lines).toHaveLength(20);
  clock.advance(10_000);
  refuse('/a');
  expect(lines).toHaveLength(21);
  log.close();
  expect(clock.pending).toBe(0);
});
