import { type ConfigInput, configSchema, type Gateway, openGateway } from '@tricord/gateway';
import { ACCOUNT_ID, AUTHORIZATION } from '@tricord/lab';
import { SystemClock } from '@tricord/runtime';
import { pino } from 'pino';
import { type AgentCall, callByAudioSocket, callByMediaStreams } from './agent-call.ts';
import type { Part } from './party-audio.ts';
import { AGENTS, authorizationOf, staffAsCsv } from './staff.ts';

const IMAGICLE = '/fw/Apps/Recorder/WebAPI';

type Retention = NonNullable<ConfigInput['accounts'][0]['retention']>;

export interface ApiResponse {
  readonly status: number;
  readonly contentType: string | null;
  readonly bytes: Buffer;
  /** The parsed JSON body, if any. */
  readonly body: unknown;
}

/** A gateway with no users in its configuration and its staff in the directory. */
export class ContactCenter {
  readonly #gateway: Gateway;
  #saidBytes = 0;

  private constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  /** @param dataDir may have the data of an earlier gateway */
  static async open(dataDir: string, retention: Retention): Promise<ContactCenter> {
    const config = configSchema.parse(configOf(dataDir, retention));
    return new ContactCenter(await openGateway(config, pino({ level: 'silent' })));
  }

  /** Imports the agents, the supervisor and the desktop into the directory. */
  async importStaff(): Promise<ApiResponse> {
    const headers = { 'content-type': 'text/csv' };
    return this.#send(
      AUTHORIZATION.native,
      'POST',
      '/api/v1/directory/import',
      staffAsCsv(),
      headers,
    );
  }

  /** Places a call to each agent, in order; every other one over Media Streams. */
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

  /** Sends one part of all calls; resolves when the gateway has received all of it. */
  async say(calls: readonly AgentCall[], part: Part): Promise<void> {
    const said = await Promise.all(calls.map((call) => call.say(part)));
    this.#saidBytes += said.reduce((sum, bytes) => sum + bytes, 0);
    for (let heard = 0; heard < this.#saidBytes; ) {
      const text = await (await fetch(`${this.#gateway.url}/metrics`)).text();
      const counts = text.matchAll(/^tricord_audio_received_bytes_total\S* (\d+)/gm);
      heard = [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
    }
  }

  /** Sends a request to Imagicle's API as a user. */
  imagicle(username: string, method: string, path: string, body?: object): Promise<ApiResponse> {
    return this.#json(authorizationOf(username), method, IMAGICLE + path, body);
  }

  /** Downloads a recording's audio as a user. */
  media(username: string, id: string, accept = '*/*'): Promise<ApiResponse> {
    const path = `${IMAGICLE}/Recordings/${id}/Media`;
    return this.#send(authorizationOf(username), 'GET', path, undefined, { accept });
  }

  /** Uploads a recording from elsewhere. */
  upload(username: string, metadata: object, audio: Buffer): Promise<ApiResponse> {
    const form = new FormData();
    form.set('jsondata', new Blob([JSON.stringify(metadata)], { type: 'application/json' }));
    form.set('attachment', new Blob([audio], { type: 'audio/wav' }), 'call.wav');
    return this.#send(authorizationOf(username), 'POST', `${IMAGICLE}/Recordings`, form);
  }

  native(method: string, path: string, body?: object): Promise<ApiResponse> {
    return this.#json(AUTHORIZATION.native, method, `/api/v1${path}`, body);
  }

  /** Closes the gateway, which finishes live recordings. Idempotent. */
  close(): Promise<void> {
    return this.#gateway.close();
  }

  #json(authorization: string, method: string, path: string, body?: object): Promise<ApiResponse> {
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
  ): Promise<ApiResponse> {
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
