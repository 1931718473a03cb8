import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

test('hides secrets wherever they occur', () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(line) });
  const error = Object.assign(new Error('bad JSON'), { body: 'hunter2', input: '?key=hunter2' });
  logger.info({
    password: 'hunter2',
    req: {
      headers: { authorization: 'Basic hunter2', cookie: 'hunter2' },
      query: { api_key: 'hunter2' },
    },
    users: { first: { secret: 'hunter2', token: 'hunter2' } },
    err: error,
  });
  expect(lines).toHaveLength(1);
  expect(lines.join()).not.toContain('hunter2');
  expect(JSON.parse(lines.join())).toMatchObject({
    password: '[redacted]',
    err: { message: 'bad JSON' },
  });
});

test('respects its level', () => {
  const lines: string[] = [];
  createLogger('warn', { write: (line) => void lines.push(line) }).info('unimportant');
  expect(lines).toEqual([]);
});
