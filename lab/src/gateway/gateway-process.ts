import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { AudioSocketCaller } from '@tricord/callers';
import type { ConfigInput } from '@tricord/gateway';
import { SystemClock } from '@tricord/runtime';
import type { ApiRecording } from './api-recording.ts';
import { AUTHORIZATION, testConfig } from './test-config.ts';
import { TricordProcess, type TricordProcessOptions } from './tricord-process.ts';

/** Asking all the time would keep the gateway from what is waited for. */
const POLL_MS = 10;

/** A call that a gateway in another process records. */
export interface RecordedCall {
  readonly sessionId: string;
  readonly recordingId: string;
  readonly caller: AudioSocketCaller;
}

/** `tricord serve` in a process of its own, and what a client may ask of it. Whoever starts it closes it. */
export class GatewayProcess {
  readonly process: TricordProcess;
  readonly url: string;
  readonly audioSocketPort: number;

  private constructor(process: TricordProcess, url: string, audioSocketPort: number) {
    this.process = process;
    this.url = url;
    this.audioSocketPort = audioSocketPort;
  }

  /** Begins to start one in `folder`, where its configuration is put. */
  static async start(
    folder: string,
    config: object,
    options: Omit<TricordProcessOptions, 'cwd'> = {},
  ): Promise<TricordProcess> {
    // JSON is YAML.
    await writeFile(join(folder, 'tricord.yaml'), JSON.stringify(config), { mode: 0o600 });
    return new TricordProcess(['serve'], { cwd: folder, ...options });
  }

  /** Begins to start one in `folder` with the test configuration; the data folder is `dataDir`. */
  static async startWithTestConfig(
    folder: string,
    changes: Partial<ConfigInput> = {},
    dataDir = 'data',
    env: Readonly<Record<string, string>> = {},
  ): Promise<TricordProcess> {
    const config = testConfig(dataDir, {
      log: { level: 'info' },
      ...changes,
    });
    return GatewayProcess.start(folder, config, { env });
  }

  /** Waits until it serves. */
  static async waitUntilServing(process: TricordProcess): Promise<GatewayProcess> {
    const [, url = ''] = await process.waitForOutput(/^Tricord serves (https?:\S+)/m);
    const [, port] = await process.waitForLog(/"audioSocketPorts":\[(\d+)\]/);
    return new GatewayProcess(process, url, Number(port));
  }

  static async open(
    folder: string,
    changes: Partial<ConfigInput> = {},
    dataDir = 'data',
    env: Readonly<Record<string, string>> = {},
  ): Promise<GatewayProcess> {
    return GatewayProcess.waitUntilServing(
      await GatewayProcess.startWithTestConfig(folder, changes, dataDir, env),
    );
  }

  /** Of its HTTP server. */
  get port(): number {
    return Number(new URL(this.url).port);
  }

  fetch(
    method: string,
    path: string,
    body?: object,
    api: keyof typeof AUTHORIZATION = 'native',
  ): Promise<Response> {
    return fetch(this.url + path, {
      method,
      headers: {
        authorization: AUTHORIZATION[api],
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** What the native API answers, which must be good. */
  async json<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await this.fetch(method, `/api/v1${path}`, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }

  recording(id: string): Promise<ApiRecording> {
    return this.json('GET', `/recordings/${id}`);
  }

  async wav(id: string): Promise<Buffer> {
    const response = await this.fetch('GET', `/api/v1/recordings/${id}/media.wav`);
    if (!response.ok) throw new Error(`audio of ${id}: ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }

  /** Asks until the answer is as wished; the test's time limit ends it. */
  async waitUntil<T extends { state: string }>(
    path: string,
    wish: (answer: T) => boolean,
  ): Promise<T> {
    for (;;) {
      const answer = await this.json<T>('GET', path);
      if (wish(answer)) return answer;
      await setTimeout(POLL_MS);
    }
  }

  /** A call whose audio may begin. */
  async call(): Promise<{ sessionId: string; caller: AudioSocketCaller }> {
    const sessionId = crypto.randomUUID();
    await this.json('PUT', `/sessions/${sessionId}`, {});
    const caller = await AudioSocketCaller.open({
      host: '127.0.0.1',
      port: this.audioSocketPort,
      uuid: sessionId,
      clock: new SystemClock(),
    });
    await this.waitUntil(`/sessions/${sessionId}`, ({ state }) => state === 'live');
    return { sessionId, caller };
  }

  /** A call that is being recorded, and of which nothing has been said yet. */
  async recordedCall(): Promise<RecordedCall> {
    const { sessionId, caller } = await this.call();
    const { id } = await this.json<ApiRecording>('POST', '/recordings', { sessionId });
    await this.waitUntil(`/recordings/${id}`, ({ state }) => state === 'recording');
    return { sessionId, caller, recordingId: id };
  }

  /** @param name with its labels, as /metrics prints them. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const line = text.split('\n').find((one) => one.startsWith(`${name} `)) ?? '';
    return Number(line.slice(name.length + 1));
  }

  /** Ends it, however it stands. Idempotent. */
  close(): Promise<void> {
    return this.process.close();
  }
}
