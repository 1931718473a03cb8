import { writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { generate } from 'selfsigned';
import { createHarness, type Harness } from './harness.ts';

/** The transport of the API. */
export type Transport = 'http' | 'https';

/**
 * The API over HTTP and HTTPS, with a self-signed certificate that the SDKs are configured to
 * trust.
 */
export class SdkRig {
  readonly harness: Harness;
  readonly #servers: Readonly<Record<Transport, http.Server>>;
  readonly #folder: TemporaryFolder;

  private constructor(
    harness: Harness,
    servers: Readonly<Record<Transport, http.Server>>,
    folder: TemporaryFolder,
  ) {
    this.harness = harness;
    this.#servers = servers;
    this.#folder = folder;
  }

  static async open(settings: Parameters<typeof createHarness>[0] = {}): Promise<SdkRig> {
    const harness = createHarness(settings);
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
      keyType: 'ec',
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
    });
    const folder = await temporaryFolder();
    // Twilio's SDKs read the variable when they are loaded; SignalWire's uses Node's own agent.
    const bundle = join(folder.path, 'ca.pem');
    await writeFile(bundle, cert);
    process.env.TWILIO_CA_BUNDLE = bundle;
    https.globalAgent.options.ca = cert;
    const servers = {
      http: await listening(http.createServer(harness.app)),
      https: await listening(https.createServer({ key, cert }, harness.app)),
    };
    return new SdkRig(harness, servers, folder);
  }

  /** Without a trailing slash. */
  urlOf(transport: Transport): string {
    return `${transport}://127.0.0.1:${portOf(this.#servers[transport])}`;
  }

  async close(): Promise<void> {
    delete process.env.TWILIO_CA_BUNDLE;
    delete https.globalAgent.options.ca;
    for (const server of Object.values(this.#servers)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    await this.#folder.close();
  }
}

async function listening(server: http.Server): Promise<http.Server> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function portOf(server: http.Server): number {
  return (server.address() as AddressInfo).port;
}
