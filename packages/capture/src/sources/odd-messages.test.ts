import { connect } from 'node:net';
import { decodeUlaw, encodeUlaw, pcm16ToBytes } from '@tricord/audio';
import { PROPERTY_TIMEOUT_MS, seeded } from '@tricord/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { nonZero } from '../testing/non-zero.ts';
import { ACCOUNT, openTestCapture, type TestCapture } from '../testing/test-capture.ts';
import { openUpgradeHost } from '../testing/upgrade-host.ts';
import { uuidToBytes } from '../uuid-bytes.ts';
import { AsteriskWebSocketSource } from './asterisk-websocket/asterisk-websocket-source.ts';
import { AudioSocketServer } from './audiosocket/audiosocket-server.ts';
import { encodeFrame, FRAME_KIND, sampleRateOf } from './audiosocket/frames.ts';
import { MediaStreamsSource } from './media-streams/media-streams-source.ts';

type Message = string | Buffer;

/** Something that is sent as the message of that number. */
interface Item {
  readonly message: (frame: number) => Message;
  /** Whether it is audio that has to be heard. */
  readonly good: boolean;
}

const FRAME = 160;
const PTIME_MS = 20;

let capture: TestCapture;
let audioSocket: AudioSocketServer;
let mediaStreams: MediaStreamsSource;
let asterisk: AsteriskWebSocketSource;
let host: Awaited<ReturnType<typeof openUpgradeHost>>;

beforeAll(async () => {
  capture = await openTestCapture();
  const common = { ...capture, accountId: ACCOUNT, acceptUnknown: true };
  audioSocket = await AudioSocketServer.open({ ...common, host: '127.0.0.1', port: 0 });
  mediaStreams = new MediaStreamsSource({ ...common, path: '/streams', l16Endian: 'little' });
  asterisk = new AsteriskWebSocketSource({ ...common, path: '/media', dialHosts: [] });
  host = await openUpgradeHost(mediaStreams.handshakes, asterisk.handshakes);
});
afterAll(async () => {
  await Promise.all([audioSocket.close(), mediaStreams.close(), asterisk.close()]);
  await host.close();
  await capture.close();
});

/** Of which frames the next session hears audio, in order, until it is over. */
function hear(): { readonly frames: number[]; readonly over: Promise<void> } {
  const frames: number[] = [];
  const over = new Promise<void>((resolve) => {
    const stop = capture.events.subscribe((event) => {
      if (event.type === 'session.ended') {
        stop();
        resolve();
      }
      if (event.type !== 'session.started') return;
      const track = capture.sessions.get(ACCOUNT, event.session.id)?.track('remote');
      track?.addSink({
        write: (samples) => {
          for (let at = 0; at < samples.length; at += FRAME) frames.push(samples[at] ?? 0);
        },
      });
    });
  });
  return { frames, over };
}

const odd = (arbitrary: fc.Arbitrary<Message>): fc.Arbitrary<Item> =>
  arbitrary.map((message) => ({ message: () => message, good: false }));
const good = (message: (frame: number) => Message): fc.Arbitrary<Item> =>
  fc.constant({ message, good: true });

/** Sends all items as one call, and expects all good audio, and nothing else, in its order. */
async function expectAllGood(
  items: readonly Item[],
  send: (messages: readonly Message[]) => Promise<void>,
  heardAs: (frame: number) => number,
): Promise<void> {
  const { frames, over } = hear();
  const refused = async () => (await nonZero(capture.metrics.streamsRefused)).length;
  const before = await refused();
  await send(items.map(({ message }, i) => message(i)));
  await over;
  const expected = items.flatMap(({ good: isGood }, i) => (isGood ? [heardAs(i)] : []));
  expect(frames).toEqual(expected);
  expect(await refused()).toBe(before);
}

/** Sends messages over a WebSocket, and closes it. */
async function overWebSocket(path: string, messages: readonly Message[]): Promise<void> {
  const socket = new WebSocket(host.url(path));
  await new Promise((resolve) => socket.on('open', resolve));
  for (const message of messages) socket.send(message);
  socket.close(1000);
}

/** Sends frames by AudioSocket as one call, and closes it. */
async function overAudioSocket(frames: readonly Message[]): Promise<void> {
  const socket = connect(audioSocket.port, '127.0.0.1');
  socket.resume();
  socket.write(encodeFrame(FRAME_KIND.uuid, uuidToBytes(capture.ids.uuid())));
  socket.end(Buffer.concat(frames.map((frame) => Buffer.from(frame))));
}

/** Frames are told apart by the value of their samples, one of 100 that lie apart also in µ-law. */
const pcm = (frame: number) => ((frame % 100) - 50) * 500;
const ulaw = (frame: number) => Buffer.from(encodeUlaw(new Int16Array(FRAME).fill(pcm(frame))));
const afterUlaw = (frame: number) => decodeUlaw(encodeUlaw(Int16Array.of(pcm(frame))))[0] ?? 0;

const noise = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
/** No JSON object, and no control message of Asterisk. */
const text = fc
  .string({ unit: 'binary' })
  .filter((one) => !one.trim().startsWith('{') && !/^[A-Z_]+(\s|$)/.test(one));
const anything = fc.jsonValue({ maxDepth: 1 });
const json = (message: unknown) => JSON.stringify(message);

test(
  'Media Streams: whatever comes in between, all good audio is heard',
  async () => {
    const media = (frame: number, fields: object) =>
      json({
        event: 'media',
        media: { track: 'inbound', payload: ulaw(frame).toString('base64'), ...fields },
      });
    const stamped = (frame: number) => media(frame, { timestamp: String(frame * PTIME_MS) });
    const badlyStamped = fc.constantFrom(-1, 'now', 1e99, {}, true).map((timestamp) => ({
      message: (frame: number) => media(frame, { timestamp }),
      good: true,
    }));
    const nonsense = fc.oneof(
      text,
      noise.filter((bytes) => bytes[0] !== 0x7b),
      fc.constantFrom<Message>('ping', '{"event":', '{}', '{"event":"ping"}', '[{}]', 'null'),
      anything.map((other) => json({ event: 'media', media: { other } })),
      anything.map((start) => json({ event: 'start', start })),
      anything.map((digit) => json({ event: 'dtmf', dtmf: { digit } })),
      anything.filter((name) => name !== 'stop').map((event) => json({ event })),
    );
    const item = fc.oneof(
      good(stamped),
      good((frame) => Buffer.from(stamped(frame))),
      badlyStamped,
      odd(nonsense),
    );
    let calls = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 40 }), (items) => {
        calls += 1;
        const start = json({
          event: 'start',
          start: { callSid: `call ${calls}`, tracks: ['inbound'] },
        });
        return expectAllGood(
          items,
          (messages) => overWebSocket('/streams', [start, ...messages]),
          afterUlaw,
        );
      }),
      seeded('odd messages, Media Streams', 150),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

test(
  "Asterisk's WebSocket: whatever comes in between, all good audio is heard",
  async () => {
    const nonsense = fc.oneof(
      text,
      fc.constantFrom(
        'hello',
        '{',
        '{}',
        '{"event":1}',
        'MEDIA_START',
        'DTMF_END',
        'ERROR',
        'STATUS x',
      ),
      fc.constantFrom('MEDIA_START format:slin16', 'MEDIA_START format:g722'),
      anything.map((event) => json({ event })),
      anything.map((format) => json({ event: 'MEDIA_START', format })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(good(ulaw), odd(nonsense)), { maxLength: 40 }), (items) =>
        expectAllGood(
          items,
          (messages) => overWebSocket('/media', ['MEDIA_START format:ulaw', ...messages]),
          afterUlaw,
        ),
      ),
      seeded('odd messages, Asterisk WebSocket', 150),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

test(
  'AudioSocket: whatever comes in between, all good audio is heard',
  async () => {
    const slin = (frame: number) => pcm16ToBytes(new Int16Array(FRAME).fill(pcm(frame)));
    const frameOf = (kind: number, payload: Uint8Array) => encodeFrame(kind, payload);
    const isOdd = (kind: number) => sampleRateOf(kind) === undefined && kind !== FRAME_KIND.hangUp;
    const nonsense = fc.oneof(
      fc.tuple(fc.nat(255).filter(isOdd), noise).map((frame) => frameOf(...frame)),
      fc.tuple(fc.constantFrom(0x01, 0x02, 0x03, 0xff), noise).map((frame) => frameOf(...frame)),
      fc.uuid().map((id) => frameOf(FRAME_KIND.uuid, uuidToBytes(id))),
      fc.constant(frameOf(FRAME_KIND.audio8k, Buffer.alloc(1))),
    );
    const item = fc.oneof(
      good((frame) => encodeFrame(FRAME_KIND.audio8k, slin(frame))),
      good((frame) =>
        encodeFrame(FRAME_KIND.audio8k, Buffer.concat([slin(frame), Buffer.alloc(1)])),
      ),
      odd(nonsense),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 40 }), (items) =>
        expectAllGood(items, overAudioSocket, pcm),
      ),
      seeded('odd messages, AudioSocket', 150),
    );
  },
  PROPERTY_TIMEOUT_MS,
);
