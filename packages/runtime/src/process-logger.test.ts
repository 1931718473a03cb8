import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type LogOutput, logLines, processLogger } from './process-logger.ts';

const PIPE: LogOutput = {};
const TERMINAL: LogOutput = { isTTY: true, hasColors: () => false };
const COLORFUL: LogOutput = { isTTY: true, hasColors: () => true };

function logged(format: 'auto' | 'pretty' | 'json', output: LogOutput): string {
  const lines: string[] = [];
  const logger = processLogger({ log: { level: 'info', format } }, output, {
    write: (line) => void lines.push(line),
  });
  logger.warn({ recording: 'r1', bytes: 7, token: 'hunter2' }, 'recording ended');
  return lines.join('');
}

test('logs JSON with ISO times and level names where nobody reads it on a terminal', () => {
  for (const line of [logged('auto', PIPE), logged('json', TERMINAL)]) {
    expect(JSON.parse(line)).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      pid: process.pid,
      hostname: expect.any(String),
      recording: 'r1',
      bytes: 7,
      token: '[redacted]',
      msg: 'recording ended',
    });
  }
});

test('logs lines for people on a terminal, or if it is told to', () => {
  for (const line of [logged('auto', TERMINAL), logged('pretty', PIPE)]) {
    expect(line).toMatch(/^\[\d\d:\d\d:\d\d\.\d{3}\] WARN: recording ended \{.*\}\n$/);
    expect(line).toContain('"recording":"r1","bytes":7,"token":"[redacted]"');
  }
});

test('uses colors where the terminal has them', () => {
  expect(logged('auto', COLORFUL)).toContain('\u001B[');
  expect(logged('auto', TERMINAL)).not.toContain('\u001B[');
});

test.runIf(existsSync('/dev/full'))('goes on where nothing can be written, and ends', async () => {
  const fd = openSync('/dev/full', 'w');
  try {
    const lines = logLines(fd);
    const logger = processLogger({ log: { level: 'info', format: 'json' } }, PIPE, lines);
    for (const message of ['one', 'two']) {
      const failed = once(lines, 'error').catch(([error]) => error);
      logger.info(message);
      await failed;
    }
    lines.flushSync();
  } finally {
    closeSync(fd);
  }
});
