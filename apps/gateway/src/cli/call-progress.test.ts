import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { durationText } from './amounts.ts';
import { showProgress } from './call-progress.ts';
import type { Terminal } from './terminal.ts';

function screen(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY });
  const text = () => String(stream.read() ?? '');
  return { terminal: { stderr: stream as unknown as Terminal['stderr'] }, text };
}

test.each([
  [0, '0.0 s'],
  [4740, '4.7 s'],
  [60_000, '1:00'],
  [3_725_900, '62:05'],
])('%i ms are %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

test('without a terminal, there is a line for every ten seconds', () => {
  const { terminal, text } = screen(false);
  const progress = showProgress(terminal, 25_000);
  for (let ms = 0; ms <= 25_000; ms += 20) progress.update(ms);
  progress.stop();
  expect(text()).toBe('played 10.0 s of 25.0 s\nplayed 20.0 s of 25.0 s\n');
});

test('a terminal shows a bar', () => {
  const { terminal, text } = screen(true);
  const progress = showProgress(terminal, 10_000);
  progress.update(5000);
  progress.stop();
  expect(text()).toContain('5.0 s of 10.0 s');
});
