import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { surviveBrokenPipes } from './broken-pipe.ts';

test.each([
  ['EPIPE', false, true],
  ['EIO', true, true],
  ['EIO', false, false],
  ['ENOSPC', true, false],
])('%s of an output that is a terminal (%s) is ignored: %s', (code, isTTY, isIgnored) => {
  const output = Object.assign(new PassThrough(), { isTTY });
  surviveBrokenPipes(output);
  const fail = () => output.emit('error', Object.assign(new Error(code), { code }));
  if (isIgnored) expect(fail).not.toThrow();
  else expect(fail).toThrow(code);
});
