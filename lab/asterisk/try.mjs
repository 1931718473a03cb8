/** Starts the lab and looks whether it does what tests rely on: `node lab/asterisk/try.mjs`. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startAsterisk, whyUnavailable } from './lab.mjs';

const calls = [];
const server = createServer((socket) => calls.push(receive(socket)));
let asterisk;

await describe('the lab', { skip: whyUnavailable() ?? false }, () => {
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    asterisk = await startAsterisk();
  });

  after(async () => {
    await asterisk?.stop();
    server.close();
  });

  it('is an Asterisk 22 with a user who may only read', async () => {
    const { system } = await asterisk.ari('GET', '/asterisk/info');
    assert.match(system.version, /^22\./);
    const { username, password } = asterisk.users.readOnly;
    const url = `${asterisk.ariUrl}/recordings/stored/none?api_key=${username}:${password}`;
    assert.equal((await fetch(url)).status, 404);
    assert.equal((await fetch(url, { method: 'DELETE' })).status, 403);
  });

  it('sends a tone by AudioSocket as an application', async () => {
    const call = await audioOf(440, (uuid) => `AudioSocket(${uuid},${address()})`);
    assert.equal(call.rateHz, 8000);
  });

  it('sends a tone by AudioSocket as a channel at 16 kHz', async () => {
    const step = (uuid) => `Dial(AudioSocket/${address()}/${uuid}/c(slin16))`;
    const call = await audioOf(1000, step, { format: 'slin16' });
    assert.equal(call.rateHz, 16_000);
  });

  it('sends a tone that came over SIP and RTP', async () => {
    await audioOf(600, (uuid) => `AudioSocket(${uuid},${address()})`, { via: 'ulaw' });
  });

  it('holds 20 calls at once, and leaves none behind', async () => {
    const uuids = Array.from({ length: 20 }, () => randomUUID());
    await Promise.all(uuids.map((uuid) => dial('beeps-500', `AudioSocket(${uuid},${address()})`)));
    await wait(1000);
    assert.equal(uuids.filter((uuid) => calls.some((call) => call.uuid === uuid)).length, 20);
    await asterisk.cli('channel request hangup all');
    await wait(300);
    assert.deepEqual(await asterisk.ari('GET', '/channels'), []);
  });
});

/** One call of a second with this tone, and what came of it. */
async function audioOf(frequencyHz, step, options) {
  const uuid = randomUUID();
  const channel = await dial(`tone-${frequencyHz}`, step(uuid), options);
  await wait(1000);
  await asterisk.ari('DELETE', `/channels/${channel.id}`);
  const call = calls.find((candidate) => candidate.uuid === uuid);
  assert.ok(call, 'no connection carried the UUID');
  assert.ok(Math.abs(frequencyOf(call) - frequencyHz) < 2, `${frequencyOf(call)} Hz`);
  return call;
}

function dial(far, step, options) {
  return asterisk.originate({ far, near: [step], ...options });
}

function address() {
  return `127.0.0.1:${server.address().port}`;
}

/** Reads AudioSocket frames, and sends silence back as the application form demands. */
function receive(socket) {
  const rates = { 16: 8000, 18: 16_000 };
  const call = { uuid: undefined, rateHz: 0, samples: [] };
  let buffer = Buffer.alloc(0);
  const silence = Buffer.concat([Buffer.from([0x10, 0x01, 0x40]), Buffer.alloc(320)]);
  const talking = setInterval(() => socket.write(silence), 20);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => clearInterval(talking));
  socket.on('data', (data) => {
    buffer = Buffer.concat([buffer, data]);
    while (buffer.length >= 3 && buffer.length >= 3 + buffer.readUInt16BE(1)) {
      const payload = buffer.subarray(3, 3 + buffer.readUInt16BE(1));
      if (buffer[0] === 0x01) call.uuid = uuidOf(payload);
      call.rateHz = rates[buffer[0]] ?? call.rateHz;
      if (buffer[0] in rates) call.samples.push(...samplesOf(payload));
      buffer = buffer.subarray(3 + payload.length);
    }
  });
  return call;
}

function uuidOf(bytes) {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function samplesOf(payload) {
  return Array.from({ length: payload.length / 2 }, (_, i) => payload.readInt16LE(2 * i));
}

/** By its upward crossings of zero, after the first tenth of a second. */
function frequencyOf({ samples, rateHz }) {
  const crossings = [];
  for (let i = rateHz / 10; i < samples.length; i += 1) {
    const [before, now] = [samples[i - 1], samples[i]];
    if (before < 0 && now >= 0) crossings.push(i - now / (now - before));
  }
  return ((crossings.length - 1) * rateHz) / (crossings.at(-1) - crossings[0]);
}
