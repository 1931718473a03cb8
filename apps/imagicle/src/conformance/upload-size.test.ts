import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { expectNothingKept } from '../testing/expect-nothing-kept.ts';
import { BASE, BOSS, createHarness, type Harness } from '../testing/harness.ts';

// docs/contracts/imagicle.md#endpoints, POST Recordings: at most 256 MB, 413; and uploads that do not end.

const RECORDINGS = `${BASE}/Recordings`;

describe('413 without reading it whole', () => {
  test('a body of 300 MB by its Content-Length', async () => {
    const harness = createHarness();
    const sent = await beginUpload(harness, { 'Content-Length': String(300 * 1024 * 1024) });
    sent.write('--b\r\n');
    const [response]: IncomingMessage[] = await once(sent, 'response');
    expect(response?.statusCode).toBe(413);
    expect(response?.headers.connection).toBe('close');
    expect(response && (await text(response))).toBe('');
    sent.destroy();
  });

  test('a body without a length, as soon as it is too long', async () => {
    const harness = createHarness();
    harness.core.imports.receive = async (source) => {
      for await (const _ of source);
      throw new Error('It was read to its end');
    };
    const sent = await beginUpload(harness, { 'Transfer-Encoding': 'chunked' });
    sent.write('--b\r\nContent-Disposition: form-data; name="attachment"; filename="a"\r\n\r\n');
    const response = once(sent, 'response') as Promise<IncomingMessage[]>;
    const piece = Buffer.alloc(1024 * 1024);
    let answered = false;
    void response.then(() => {
      answered = true;
    });
    let written = 0;
    while (!answered && written < 300) {
      if (!sent.write(piece)) await Promise.race([once(sent, 'drain'), response]);
      written += 1;
    }
    const [message] = await response;
    expect(message?.statusCode).toBe(413);
    expect(written).toBeLessThan(300);
    sent.destroy();
  });
});

test('an upload that breaks off leaves nothing', async () => {
  const harness = createHarness();
  const broken = new Promise<unknown>((resolve) => {
    harness.core.imports.receive = async (source) => {
      try {
        for await (const _ of source);
        throw new Error('It seemed complete');
      } catch (error) {
        resolve(error);
        throw error;
      }
    };
  });
  const sent = await beginUpload(harness, { 'Content-Length': '100000' });
  sent.write('--b\r\nContent-Disposition: form-data; name="attachment"; filename="a"\r\n\r\nRIFF');
  sent.write('x'.repeat(10_000), () => sent.destroy());
  expect(String(await broken)).not.toContain('It seemed complete');
  await expectNothingKept(harness);
});

/** A request whose body is still to be sent. */
async function beginUpload({ app }: Harness, headers: Record<string, string>) {
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sent = httpRequest({
    ...{ port, method: 'POST', path: RECORDINGS, auth: BOSS.join(':'), agent: false },
    headers: { ...headers, 'Content-Type': 'multipart/form-data; boundary=b' },
  });
  sent.on('error', () => undefined);
  sent.once('close', () => server.close());
  return sent;
}
