import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MessageError } from '../../intake/message-error.ts';
import { codecOf } from './media-format.ts';
import { parseMessage, type StartMessage } from './messages.ts';

const parse = (message: unknown) => parseMessage(JSON.stringify(message));

const startOf = (start: unknown): StartMessage => {
  const message = parse({ event: 'start', start });
  if (message.event !== 'start') throw new Error('no start');
  return message;
};

describe('Media Streams messages, docs/contracts/media.md', () => {
  test("SignalWire's start, 0.2.0, with numbers", () => {
    const start = startOf({
      streamSid: 'c0c7d59b-df06-435e-afbf-d7efc5b27c33',
      accountSid: 'b08dacad-09ff-4f1d-a7c5-6a9c4f0b8f0e',
      callSid: 'fbd4f5a1-6a5a-4ae3-86c8-3f57a9e3ba38',
      tracks: ['inbound', 'outbound'],
      customParameters: { deviceName: 'SEP1', retries: 3 },
      mediaFormat: { encoding: 'audio/x-L16', sampleRate: 24000, channels: 1 },
    });
    expect(start).toMatchObject({
      callSid: 'fbd4f5a1-6a5a-4ae3-86c8-3f57a9e3ba38',
      tracks: ['inbound', 'outbound'],
      sampleRateHz: 24_000,
    });
    expect([...start.parameters]).toEqual([
      ['deviceName', 'SEP1'],
      ['retries', '3'],
    ]);
    expect(codecOf(start, 'little')).toMatchObject({ sampleRateHz: 24_000, bytesPerSample: 2 });
  });

  test("Twilio's media, 1.0.0, with numbers as texts", () => {
    expect(
      parse({
        event: 'media',
        sequenceNumber: '3',
        media: { track: 'outbound', chunk: '1', timestamp: '5', payload: '/v7+' },
        streamSid: 'MZ1',
      }),
    ).toEqual({ event: 'media', track: 'outbound', timestampMs: 5, payload: '/v7+' });
  });

  test('all fields are optional: a bare start is µ-law of 8 kHz', () => {
    const message = parse({ event: 'start' });
    expect(message).toMatchObject({ callSid: undefined, tracks: [] });
    expect(codecOf(startOf(undefined), 'little')).toMatchObject({ sampleRateHz: 8000 });
    expect(parse({ event: 'media', media: { payload: '' } })).toMatchObject({
      track: undefined,
      timestampMs: undefined,
    });
  });

  test.each([
    ['audio/x-mulaw', 8000],
    ['PCMU', '8000'],
    ['audio/x-alaw', 8000],
    ['audio/x-L16', 16_000],
    ['audio/l16', '24000'],
  ])('%s at %p Hz is supported', (encoding, sampleRate) => {
    const codec = codecOf(startOf({ mediaFormat: { encoding, sampleRate } }), 'little');
    expect(codec?.sampleRateHz).toBe(Number(sampleRate));
  });

  test.each([
    [{ encoding: 'audio/opus', sampleRate: 48_000 }],
    [{ encoding: 'audio/x-mulaw', sampleRate: 16_000 }],
    [{ encoding: 'audio/x-L16' }],
    [{ encoding: 'audio/x-L16', sampleRate: 7 }],
    [{ encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 2 }],
  ])('%p is not supported', (mediaFormat) => {
    expect(codecOf(startOf({ mediaFormat }), 'little')).toBeUndefined();
  });

  test('L16 is little-endian unless configured otherwise', () => {
    const start = startOf({ mediaFormat: { encoding: 'audio/x-L16', sampleRate: 16_000 } });
    const bytes = () => Buffer.from([0x01, 0x02]);
    expect(codecOf(start, 'little')?.decode(bytes())).toEqual(Int16Array.of(0x0201));
    expect(codecOf(start, 'big')?.decode(bytes())).toEqual(Int16Array.of(0x0102));
  });

  test.each(['x', -1, 1e300, 1e99, true, [], {}])(
    '%j is not a timestamp, but its audio is kept',
    (timestamp) => {
      const message = parse({ event: 'media', media: { payload: '/v7+', timestamp } });
      expect(message).toMatchObject({ timestampMs: Number.NaN, payload: '/v7+' });
    },
  );

  test.each([
    ['', 'no JSON'],
    ['{"event":', 'no JSON'],
    ['[]', 'no JSON object'],
    ['null', 'no JSON object'],
    ['{}', 'an event without a name'],
    ['{"event":7}', 'an event without a name'],
    ['{"event":"media"}', 'media without a body'],
    ['{"event":"media","media":{}}', 'media without a payload'],
    ['{"event":"media","media":{"payload":7}}', 'media without a payload'],
    ['{"event":"start","start":[]}', 'start: '],
    ['{"event":"start","start":{"mediaFormat":"x"}}', 'start.mediaFormat: '],
    ['{"event":"dtmf","dtmf":{"digit":{}}}', 'dtmf.digit: '],
  ])('%s is refused', (text, problem) => {
    expect(() => parseMessage(text)).toThrow(MessageError);
    expect(() => parseMessage(text)).toThrow(problem);
  });

  test('any text, and any JSON, is a message or a MessageError', () => {
    const json = fc.json({ maxDepth: 4 });
    const near = fc
      .record(
        {
          event: fc.constantFrom('media', 'start', 'dtmf', 'mark', 'stop', 'connected'),
          media: fc.jsonValue({ maxDepth: 3 }),
          start: fc.record(
            {
              callSid: fc.jsonValue({ maxDepth: 1 }),
              tracks: fc.jsonValue({ maxDepth: 2 }),
              customParameters: fc.jsonValue({ maxDepth: 2 }),
              mediaFormat: fc.jsonValue({ maxDepth: 2 }),
            },
            { requiredKeys: [] },
          ),
          dtmf: fc.jsonValue({ maxDepth: 2 }),
        },
        { requiredKeys: ['event'] },
      )
      .map((message) => JSON.stringify(message));
    fc.assert(
      fc.property(fc.oneof(fc.string(), json, near), (text) => {
        try {
          const message = parseMessage(text);
          if (message.event === 'start') codecOf(message, 'little');
        } catch (error) {
          expect(error).toBeInstanceOf(MessageError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
