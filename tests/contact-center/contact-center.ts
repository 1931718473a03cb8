import { type ConfigInput, configSchema, type Gateway, openGateway } from '@tricord/gateway';
import { ACCOUNT_ID, AUTHORIZATION } from '@tricord/lab';
import { SystemClock } from '@tricord/runtime';
import { pino } from 'pino';
import { type AgentCall, callByAudioSocket, callByMediaStreams } from './agent-call.ts';
import type { Part } from './spoken.ts';
import { AGENTS, authorizationOf, staffAsCsv } from './staff.ts';

const IMAGICLE = '/fw/Apps/Recorder/WebAPI';

type Retention = NonNullable<ConfigInput['accounts'][0]['retention']>;

export interface Answer {
  readonly status: number;
  readonly contentType: string | null;
  readonly bytes: Buffer;
  /** What the body is as JSON; undefined where there is none. */
  readonly body: unknown;
}

/** A gateway as a contact center has it: nobody in its configuration, its staff in the directory. */
export class ContactCenter {
  readonly #gateway: Gateway;
  #saidBytes = 0;

  private constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  /** @param dataDir may hold what an earlier one has left. */
  static async open(dataDir: string, retention: Retention): Promise<ContactCenter> {
    const config = configSchema.parse(configOf(dataDir, retention));
    return new ContactCenter(await openGateway(config, pino({ level: 'silent' })));
  }

  /** Brings all agents in, and who works with them. */
  async hire(): Promise<Answer> {
    const headers = { 'content-type': 'text/csv' };
    return this.#send(
      AUTHORIZATION.native,
      'POST',
      '/api/v1/directory/import',
      staffAsCsv(),
      headers,
    );
  }

  /** A call to each agent, in the order of the agents; every other one comes by Media Streams. */
  async ring(): Promise<readonly AgentCall[]> {
    const { url, sources } = this.#gateway;
    const switchboard = {
      audioSocketPort: sources.audioSocketPorts[0] ?? 0,
      mediaStreamsUrl: `${url.replace('http', 'ws')}/media-streams`,
      clock: new SystemClock(),
      announce: (id: string, call: object) => this.native('PUT', `/sessions/${id}`, call),
    };
    return Promise.all(
      AGENTS.map(async (agent, index) => {
        const place = index % 2 === 0 ? callByAudioSocket : callByMediaStreams;
        const call = await place(switchboard, agent, index);
        for (let state = ''; state !== 'live'; ) {
          const { body } = await this.native('GET', `/sessions/${call.sessionId}`);
          ({ state } = body as { state: string });
        }
        return call;
      }),
    );
  }

  /** Everybody says that part; resolves once the gateway has heard all of it. */
  async say(calls: readonly AgentCall[], part: Part): Promise<void> {
    const said = await Promise.all(calls.map((call) => call.say(part)));
    this.#saidBytes += said.reduce((sum, bytes) => sum + bytes, 0);
    for (let heard = 0; heard < this.#saidBytes; ) {
      const text = await (await fetch(`${this.#gateway.url}/metrics`)).text();
      const counts = text.matchAll(/^tricord_audio_received_bytes_total\S* (\d+)/gm);
      heard = [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
    }
  }

  /** A request of a user's client to Imagicle's API. */
  imagicle(username: string, method: string, path: string, body?: object): Promise<Answer> {
    return this.#json(authorizationOf(username), method, IMAGICLE + path, body);
  }

  /** The audio of a recording, as a user's client gets it. */
  media(username: string, id: string, accept = '*/*'): Promise<Answer> {
    const path = `${IMAGICLE}/Recordings/${id}/Media`;
    return this.#send(authorizationOf(username), 'GET', path, undefined, { accept });
  }

  /** A recording that was made elsewhere. */
  upload(username: string, metadata: object, audio: Buffer): Promise<Answer> {
    const form = new FormData();
    form.set('jsondata', new Blob([JSON.stringify(metadata)], { type: 'application/json' }));
    form.set('attachment', new Blob([audio], { type: 'audio/wav' }), 'call.wav');
    return this.#send(authorizationOf(username), 'POST', `${IMAGICLE}/Recordings`, form);
  }

  native(method: string, path: string, body?: object): Promise<Answer> {
    return this.#json(AUTHORIZATION.native, method, `/api/v1${path}`, body);
  }

  /** Finishes what is being recorded. Idempotent. */
  close(): Promise<void> {
    return this.#gateway.close();
  }

  #json(authorization: string, method: string, path: string, body?: object): Promise<Answer> {
    return body === undefined
      ? this.#send(authorization, method, path)
      : this.#send(authorization, method, path, JSON.stringify(body), {
          'content-type': 'application/json',
        });
  }

  async #send(
    authorization: string,
    method: string,
    path: string,
    body?: string | FormData,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const response = await fetch(this.#gateway.url + path, {
      method,
      headers: { authorization, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const contentType = response.headers.get('content-type');
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = contentType?.includes('json') ?? false;
    return {
      ...{ status: response.status, contentType, bytes },
      body: isJson ? JSON.parse(bytes.toString()) : undefined,
    };
  }
}

function configOf(dataDir: string, retention: Retention): ConfigInput {
  return {
    dataDir,
    http: { port: 0 },
    accounts: [{ id: ACCOUNT_ID, name: 'acme', api: { keys: [{ key: 'native-key' }] }, retention }],
    sources: { audiosocket: [{ port: 0 }], mediaStreams: [{}] },
  };
}
