import { ERROR_CODES, TricordError } from '@tricord/core';
import type { Request } from 'express';
import { describe, expect, test } from 'vitest';
import { toAnswer } from './errors.ts';

/** The statuses that docs/contracts/imagicle.md#endpoints has for failures of each endpoint. */
const DOCUMENTED = [
  ['GET', '/LiveRecordings', [401, 403, 500]],
  ['POST', '/LiveRecordings', [400, 401, 403, 409, 429, 500, 503]],
  ['DELETE', '/LiveRecordings', [400, 401, 403, 409, 500, 504]],
  ['DELETE', '/LiveRecordings/{id}', [400, 401, 403, 409, 500, 504]],
  ['GET', '/Recordings/{id}', [400, 401, 403, 404, 500, 504]],
  ['GET', '/Recordings/{id}/Media', [400, 401, 403, 404, 500, 504]],
] as const;

/** The failures of the core that can happen at any endpoint. */
const ANYWHERE = ['recorder-unavailable', 'forbidden', 'internal'] as const;

function requestOf(method: string, operation: string): Request {
  return { method, res: { locals: { operation } } } as unknown as Request;
}

describe.each(DOCUMENTED)('%s %s', (method, operation, statuses) => {
  const answerTo = (error: TricordError) =>
    toAnswer({ kind: 'core', error }, requestOf(method, operation));

  test.each(ANYWHERE)('%s is a documented status', (code) => {
    expect(statuses).toContain(answerTo(new TricordError(code, 'why')).status);
  });

  test.each(ERROR_CODES)('%s: only a 400 has a body, and only a reason', (code) => {
    const { status, body } = answerTo(new TricordError(code, 'why'));
    if (status !== 400) expect(body).toBeUndefined();
    if (body !== undefined) expect(Object.keys(body)).toEqual(['reason']);
  });
});

test('deviceName appears only with reason 1 [doc]', () => {
  const details = { deviceName: 'SEP111' };
  const bodyOf = (code: 'line-automatic' | 'line-not-monitorable') =>
    toAnswer(
      { kind: 'core', error: new TricordError(code, 'why', { details }) },
      requestOf('POST', '/LiveRecordings'),
    ).body;
  expect(bodyOf('line-automatic')).toEqual({ reason: 4 });
  expect(bodyOf('line-not-monitorable')).toEqual({ reason: 1, deviceName: 'SEP111' });
});
