import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebSocketAcceptor } from '../sources/websocket/web-socket-acceptor.ts';
import { WebSocketStream } from '../sources/websocket/web-socket-stream.ts';
import { ExampleConnection } from './example-connection.ts';
import { ACCOUNT, openTestCapture, type TestCapture } from './test-capture.ts';
import { openUpgradeHost, until } from './upgrade-host.ts';

const CALL = 'fbd4f5a1-6a5a-4ae3-86c8-3f57a9e3ba38';

let capture: TestCapture;
let acceptor: WebSocketAcceptor;
let host: Awaited<ReturnType<typeof openUpgradeHost>>;
beforeEach(async () => {
  capture = await openTestCapture();
  acceptor = new WebSocketAcceptor({
    ...{ path: '/example', challenge: 'Bearer', maxMessageBytes: 64 * 1024, clock: capture.clock },
    accept: (socket) =>
      new WebSocketStream(
        socket,
        {
          ...capture,
          ...{
            accountId: ACCOUNT,
            source: 'example',
            peer: undefined,
            tooLate: 'no hello in time',
          },
        },
        (stream) => new ExampleConnection(stream),
      ),
  });
  host = await openUpgradeHost(acceptor);
});
afterEach(async () => {
  await acceptor.close();
  await host.close();
  await capture.close();
});

test('the example of the documentation carries a call', async () => {
  const socket = new WebSocket(host.url('/example'));
  await new Promise((resolve) => socket.on('open', resolve));
  socket.send('nonsense');
  socket.send(JSON.stringify({ uuid: CALL, parameters: { directoryNumber: '101' } }));
  await until(() => capture.sessions.get(ACCOUNT, CALL) !== undefined);
  expect(capture.sessions.get(ACCOUNT, CALL)?.session).toMatchObject({
    source: 'example',
    call: { line: { directoryNumber: '101' } },
  });
  socket.send(Buffer.alloc(160, 0xff));
  await until(() => capture.metrics.meter('example').bytes === 160);
  socket.close();
});

test('the documentation shows it as it is', async () => {
  const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');
  const page = await read('../../../../docs/writing-a-source.md');
  const [, shown = ''] = /```ts\n(.*?)```/s.exec(page) ?? [];
  const code = await read('example-connection.ts');
  expect(code.slice(code.indexOf('const hello'))).toBe(shown);
});
