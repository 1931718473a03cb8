import { constants, setPriority } from 'node:os';
import { configSchema, type Gateway, openGateway } from '@tricord/gateway';
import type { Asterisk } from '@tricord/lab';
import { ACCOUNT_ID, AUTHORIZATION, startAsterisk, testConfig, users } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { HttpClient } from '../../apps/gateway/src/demo/http-client.ts';
import { AriEvents } from './ari-events.ts';
import { type TestSound, writeSound } from './test-sound.ts';

/** Imagicle identifies calls by line, so each call has its own. */
const LINES = 100;

/** The credentials and name for `Dial(WebSocket/tricord/…)`. */
const MEDIA = { path: '/asterisk-media', username: 'media', password: 'media-password' };

/** A real Asterisk and a gateway, both used by one test file only. */
export class InteropBench {
  readonly asterisk: Asterisk;
  readonly gateway: Gateway;
  /** Events of the gateway's ARI. */
  readonly events: AriEvents;
  readonly native: HttpClient;
  readonly ari: HttpClient;
  readonly imagicle: HttpClient;
  readonly laml: HttpClient;
  readonly #folder: TemporaryFolder;
  readonly #sounds = new Map<string, Promise<string>>();
  #lines = 0;

  private constructor(
    asterisk: Asterisk,
    gateway: Gateway,
    events: AriEvents,
    folder: TemporaryFolder,
  ) {
    this.asterisk = asterisk;
    this.gateway = gateway;
    this.events = events;
    this.#folder = folder;
    const { url } = gateway;
    const laml = `${url}/api/laml/2010-04-01/Accounts/${ACCOUNT_ID}`;
    this.native = new HttpClient(`${url}/api/v1`, AUTHORIZATION.native);
    this.ari = new HttpClient(`${url}/ari`, AUTHORIZATION.asterisk);
    this.imagicle = new HttpClient(`${url}/fw/Apps/Recorder/WebAPI`, AUTHORIZATION.imagicle);
    this.laml = new HttpClient(laml, AUTHORIZATION.signalwire);
  }

  static async open(): Promise<InteropBench> {
    hurry();
    const folder = await temporaryFolder();
    const gateway = await openGateway(gatewayConfig(folder.path), pino({ level: 'silent' }));
    const events = await AriEvents.open({
      url: `${gateway.url}/ari`,
      application: 'recorder',
      username: 'pbx',
      password: 'ari-password',
    });
    const uri = `${gateway.url.replace('http', 'ws')}${MEDIA.path}`;
    const { username, password } = MEDIA;
    const asterisk = await startAsterisk({
      webSocketClients: { tricord: { uri, username, password } },
    });
    return new InteropBench(asterisk, gateway, events, folder);
  }

  /** `host:port` of the AudioSocket source. */
  get audioSocket(): string {
    return `127.0.0.1:${this.gateway.sources.audioSocketPorts[0]}`;
  }

  /** A line that no other call uses. */
  nextLine(): { deviceName: string; directoryNumber: string } {
    this.#lines += 1;
    return line(this.#lines);
  }

  /** Makes a sound playable; returns its name for the far ends `play-<name>` and `later-<name>`. */
  soundOf(sound: TestSound): Promise<string> {
    const adding = this.#sounds.get(sound.name) ?? this.#add(sound);
    this.#sounds.set(sound.name, adding);
    return adding;
  }

  async close(): Promise<void> {
    await this.asterisk.stop();
    this.events.close();
    await this.gateway.close();
    await this.#folder.close();
  }

  async #add(sound: TestSound): Promise<string> {
    return this.asterisk.addSound(await writeSound(this.#folder.path, sound));
  }
}

/** Raises the priority of this process if allowed, so that other programs disturb the measurement less. */
function hurry(): void {
  try {
    setPriority(constants.priority.PRIORITY_HIGHEST);
  } catch {}
}

function line(index: number): { deviceName: string; directoryNumber: string } {
  return {
    deviceName: `SEP${String(index).padStart(12, '0')}`,
    directoryNumber: `${1000 + index}`,
  };
}

function gatewayConfig(dataDir: string) {
  const config = testConfig(dataDir);
  const lines = Array.from({ length: LINES }, (_, i) => line(i + 1));
  const accounts = config.accounts.map((account) => ({
    ...account,
    // The same ARI users as in the lab, so that one client can compare the two.
    asterisk: {
      ...account.asterisk,
      application: 'recorder',
      allowedOrigins: ['*'],
      users: [
        ...(account.asterisk?.users ?? []),
        users.readWrite,
        { ...users.readOnly, readOnly: true },
      ],
    },
    users: [{ username: 'user1', password: 'imagicle-password', role: 'manager' as const, lines }],
  }));
  const asteriskWebsocket = [{ ...MEDIA, dialHosts: ['127.0.0.1'] }];
  return configSchema.parse({
    ...config,
    accounts,
    sources: { ...config.sources, asteriskWebsocket },
  });
}
