import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MessageError } from '../../intake/message-error.ts';
import { parseControl } from './control.ts';
import { codecOf } from './formats.ts';

/** As Asterisk 22 sends it. */
const START = {
  event: 'MEDIA_START',
  connectionId: 'us',
  channelId: '1795324281.2',
  format: 'ulaw',
  frameBytes: 160,
};

describe("Asterisk's control messages, docs/contracts/media.md", () => {
  test('MEDIA_START in both forms', () => {
    expect(
      parseControl(
        'MEDIA_START connection_id:us channel:WebSocket/us/0x7f57f000bfb0 channel_id:1795324281.2 format:ulaw optimal_frame_size:160 ptime:20',
      ),
    ).toEqual(START);
    expect(
      parseControl(
        '{"event":"MEDIA_START","connection_id":"us","channel":"WebSocket/us/0x7f58080033f0","channel_id":"1795324281.2","format":"ulaw","optimal_frame_size":160,"ptime":20,"channel_variables":{"DIALEDPEERNUMBER":"us/c(ulaw)f(json)"}}',
      ),
    ).toEqual(START);
  });

  test.each([
    ['DTMF_END digit:# channel_id:1795324306.53', { event: 'DTMF_END', digit: '#' }],
    [
      '{"event":"DTMF_END","channel_id":"1795324310.56","digit":"1"}',
      { event: 'DTMF_END', digit: '1' },
    ],
    ['MEDIA_XOFF', { event: 'MEDIA_XOFF' }],
    ['MEDIA_XON', { event: 'MEDIA_XON' }],
    ['{"event":"MEDIA_XOFF"}', { event: 'MEDIA_XOFF' }],
    [
      'ERROR channel_id:1 error_text:SET_MEDIA_DIRECTION only supports JSON format.\n',
      { event: 'ERROR', text: 'SET_MEDIA_DIRECTION only supports JSON format.' },
    ],
    [
      '{"event":"ERROR","channel_id":"1","error_text":"Unable to parse JSON command"}',
      { event: 'ERROR', text: 'Unable to parse JSON command' },
    ],
    ['STATUS channel_id:1 queue_length:0 queue_full:false', { event: 'other' }],
    ['MEDIA_MARK_PROCESSED m1', { event: 'other' }],
    ['QUEUE_DRAINED', { event: 'other' }],
  ])('%s', (text, message) => {
    expect(parseControl(text)).toEqual(message);
  });

  test.each([
    [''],
    ['hello world'],
    ['{'],
    ['{}'],
    ['{"event":1}'],
    ['MEDIA_START channel:x'],
    ['MEDIA_START format:ulaw optimal_frame_size:-1'],
    ['{"event":"MEDIA_START","format":7}'],
    ['DTMF_END channel_id:1'],
  ])('%s is rejected', (text) => {
    expect(() => parseControl(text)).toThrow(MessageError);
  });

  test('any text yields a message or a MessageError', () => {
    const near = fc
      .tuple(
        fc.constantFrom('MEDIA_START', 'DTMF_END', 'ERROR', 'STATUS', '{"event":"MEDIA_START",'),
        fc.string(),
      )
      .map((parts) => parts.join(' '));
    const json = fc
      .record({
        event: fc.constantFrom('MEDIA_START', 'DTMF_END', 'ERROR'),
        format: fc.jsonValue({ maxDepth: 1 }),
        digit: fc.jsonValue({ maxDepth: 1 }),
        error_text: fc.jsonValue({ maxDepth: 1 }),
      })
      .map((message) => JSON.stringify(message));
    fc.assert(
      fc.property(fc.oneof(fc.string(), near, json), (text) => {
        try {
          const message = parseControl(text);
          if (message.event === 'MEDIA_START') codecOf(message.format);
        } catch (error) {
          expect(error).toBeInstanceOf(MessageError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

test.each([
  ['ulaw', 8000, 1],
  ['alaw', 8000, 1],
  ['slin', 8000, 2],
  ['slin12', 12_000, 2],
  ['slin16', 16_000, 2],
  ['slin24', 24_000, 2],
  ['slin32', 32_000, 2],
  ['slin44', 44_100, 2],
  ['slin48', 48_000, 2],
  ['slin96', 96_000, 2],
  ['slin192', 192_000, 2],
])('%s is a codec of %d Hz', (format, sampleRateHz, bytesPerSample) => {
  expect(codecOf(format)).toMatchObject({ sampleRateHz, bytesPerSample });
});

test.each(['g722', 'gsm', 'constructor', ''])('%p is not supported', (format) => {
  expect(codecOf(format)).toBeUndefined();
});
