import { expect, test } from 'vitest';
import { signalwireSection } from './config.ts';

const { schema, rules } = signalwireSection;

test('a signing key must not be a hash', () => {
  const { error } = schema.safeParse({ signingKey: 'scrypt:16384:8:1:AA:AA' });
  expect(error?.issues.map(({ path, message }) => [...path, message])).toEqual([
    ['signingKey', 'must be plain: callbacks are signed with it'],
  ]);
});

test('an alias must have the form that Twilio’s SDK requires', () => {
  const good = `AC${'0123456789abcdef'.repeat(2)}`;
  const aliases = [good, undefined, 7, 'AC1', good.toUpperCase()];
  expect(rules(aliases.map((alias) => ({ alias })))).toEqual(
    [3, 4].map((i) => ({
      path: ['accounts', i, 'alias'],
      message: 'must be AC and 32 hexadecimal digits',
    })),
  );
});

const KEY = `SK${'0123456789abcdef'.repeat(2)}`;

test('an API key must have Twilio’s form', () => {
  for (const sid of ['SK1', KEY.toUpperCase(), KEY.replace('SK', 'AC')]) {
    const { error } = schema.safeParse({ apiKeys: [{ sid, secret: 's' }] });
    expect(error?.issues.map(({ path, message }) => [...path, message])).toEqual([
      ['apiKeys', 0, 'sid', 'must be SK and 32 hexadecimal digits'],
    ]);
  }
});

test('the sid of an API key must be unique across accounts', () => {
  const accounts = [{ signalwire: { apiKeys: [{ sid: KEY }] } }, {}, 7, { signalwire: 'x' }];
  expect(rules([...accounts, { signalwire: { apiKeys: [{}, { sid: KEY }] } }])).toEqual([
    {
      path: ['accounts', 4, 'signalwire', 'apiKeys', 1, 'sid'],
      message: 'is the sid of another key',
    },
  ]);
});

test('a name template may only use existing placeholders', () => {
  const { error } = schema.safeParse({ downloadName: '{date}_{number}' });
  expect(error?.issues.map(({ path, message }) => [...path, message])).toEqual([
    ['downloadName', 'names {number}, which there is not'],
  ]);
});
