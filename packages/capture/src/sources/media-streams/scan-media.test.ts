import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Base64Decoder } from './base64-decoder.ts';
import { parseMessage } from './messages.ts';
import { scanMedia } from './scan-media.ts';

const scan = (text: string | Buffer) => {
  const media = scanMedia(Buffer.from(text), new Base64Decoder());
  return media && { ...media, payload: media.payload.toString('hex') };
};

/** The result of JSON.parse; undefined if it is not a message with audio. */
const parse = (text: string) => {
  const message = parseMessage(text);
  if (message.event !== 'media') return undefined;
  const { track, timestampMs, payload } = message;
  return { track, timestampMs, payload: Buffer.from(payload, 'base64').toString('hex') };
};

const TWILIO =
  '{"event":"media","sequenceNumber":"3","media":{"track":"outbound","chunk":"1","timestamp":"5","payload":"/v7+"},"streamSid":"MZ1"}';

describe('scanMedia', () => {
  test("reads what Twilio's documentation shows", () => {
    expect(scan(TWILIO)).toEqual({ track: 'outbound', timestampMs: 5, payload: 'fefefe' });
  });

  test.each([
    '{"media":{"payload":"QUI=","timestamp":1234},"event":"media"}',
    '{"event":"media","media":{"payload":"QQ==","timestamp":"0012","track":"inbound"}}',
    '{"event":"media","media":{"payload":""}}',
    '{"event":"media","media":{"payload":"QUJD","track":"inbound"},"media":{"payload":"QUJD"}}',
  ])('reads %s', (text) => {
    expect(scan(text)).toEqual(parse(text));
    expect(scan(text)).toBeDefined();
  });

  test.each([
    ['a space', '{"event": "media","media":{"payload":"QUJD"}}'],
    ['an escape', '{"event":"media","media":{"payload":"QUJD","x":"\\n"}}'],
    ['an escaped solidus', '{"event":"media","media":{"payload":"QU\\/D"}}'],
    ['base64 without padding', '{"event":"media","media":{"payload":"QQ"}}'],
    ['characters of base64url', '{"event":"media","media":{"payload":"_-_-"}}'],
    ['non-ASCII characters', '{"event":"media","media":{"payload":"QUJD","x":"ü"}}'],
    ['a fraction', '{"event":"media","media":{"payload":"QUJD","timestamp":1.5}}'],
    ['a negative timestamp', '{"event":"media","media":{"payload":"QUJD","timestamp":"-1"}}'],
    ['an empty timestamp', '{"event":"media","media":{"payload":"QUJD","timestamp":""}}'],
    [
      'a number of 15 digits',
      `{"event":"media","media":{"payload":"","timestamp":${'9'.repeat(15)}}}`,
    ],
    ['a track of another kind', '{"event":"media","media":{"payload":"QUJD","track":"both"}}'],
    ['null', '{"event":"media","media":{"payload":"QUJD","track":null}}'],
    ['another object', '{"event":"media","media":{"payload":"QUJD"},"x":{}}'],
    [
      'a second body without a payload',
      '{"event":"media","media":{"payload":"QUJD"},"media":{"x":1}}',
    ],
    ['another event', '{"event":"start","media":{"payload":"QUJD"}}'],
    ['no event', '{"media":{"payload":"QUJD"}}'],
    ['a leading zero', '{"event":"media","media":{"payload":"QUJD","timestamp":01}}'],
    ['trailing characters', `${TWILIO} `],
    ['nothing', ''],
  ])('leaves %s to JSON.parse', (_what, text) => {
    expect(scan(text)).toBeUndefined();
  });

  test('whatever it reads, JSON.parse reads the same', () => {
    const digits = fc.stringMatching(/^\d{1,16}$/);
    const word = fc.constantFrom('media', 'inbound', 'outbound', 'inbound_track', '', 'both');
    const base64 = fc.uint8Array({ maxLength: 400 }).map((b) => Buffer.from(b).toString('base64'));
    const quoted = fc.oneof(digits, word, base64, fc.string()).map((text) => JSON.stringify(text));
    const odd = fc.constantFrom('""', 'null', '{}', '[]', '1.5', '-1', '1e3', '"\\u0041"', '"é"');
    const value = fc.oneof(
      quoted,
      base64.map((text) => `"${text}"`),
      digits,
      odd,
    );
    const object = (keys: readonly string[], most: fc.Arbitrary<string>) =>
      fc
        .array(fc.tuple(fc.constantFrom(...keys), most), { maxLength: 6 })
        .map((members) => `{${members.map(([key, one]) => `"${key}":${one}`).join(',')}}`);
    const body = object(['track', 'chunk', 'timestamp', 'payload', '__proto__'], value);
    const any = object(['event', 'sequenceNumber', 'media', 'streamSid'], fc.oneof(value, body));
    const plain = fc
      .tuple(fc.nat(), fc.constantFrom('inbound', 'outbound'), digits, base64)
      .map(
        ([number, track, time, payload]) =>
          `{"event":"media","sequenceNumber":"${number}","media":{"track":"${track}","timestamp":"${time}","payload":"${payload}"},"streamSid":"MZ1"}`,
      );
    const broken = fc
      .tuple(plain, fc.nat(), fc.nat(2), fc.string({ maxLength: 3 }))
      .map(([text, at, cut, more]) => {
        const from = at % text.length;
        return text.slice(0, from) + more + text.slice(from + cut);
      });
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(any, plain, broken), (text) => {
        const scanned = scan(text);
        if (scanned === undefined) return;
        read += 1;
        expect(scanned).toEqual(parse(text));
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(500);
  });
});
