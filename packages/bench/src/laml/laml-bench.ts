import { fillArchive, idOf, sessionOf } from '../archive/archive.ts';
import { GatewayProcess } from '../gateway/gateway-process.ts';
import type { ArchiveOptions } from '../options.ts';
import { load, machine } from '../process/machine.ts';
import { comparison, measure, type Operation, type Paces, spread } from '../requests/operations.ts';
import { deepPage } from './deep-page.ts';
import { compareEncoders } from './encoding.ts';
import { downloadFromNginx } from './nginx.ts';

const SMALL = 1000;
/** Recordings on a page. */
const PAGE_SIZE = 50;
/** The page whose cost is compared with the first one's; the small archive's last one stands for it there. */
const DEEP_PAGE = 1000;
/** The recording that is downloaded, seconds of 8 kHz PCM16. */
const FILE_SECONDS = 300;

/** Pages of great and small archives by LaML, MP3 beside `lame`, and downloads beside nginx. */
export class LamlBench {
  readonly #options: ArchiveOptions;
  readonly #say: (line: string) => void;

  constructor(options: ArchiveOptions, say: (line: string) => void) {
    this.#options = options;
    this.#say = say;
  }

  async run(): Promise<void> {
    const { recordings } = this.#options;
    this.#say(`${machine()}\nload average before: ${load()}`);
    this.#say(`\n${await compareEncoders()}`);
    const small = await this.#pages(SMALL);
    const great = await this.#pages(recordings);
    const sizes = [`${SMALL} recordings`, `${recordings}`] as const;
    this.#say(`\n${comparison(sizes, 'times the cost', small, great)}`);
    this.#say(`\n${await this.#downloads()}`);
    this.#say(`\nload average after: ${load()}`);
  }

  async #pages(recordings: number): Promise<Paces> {
    const gateway = await this.#gateway(recordings, 1);
    try {
      const { port, account } = gateway;
      const authorization = account.authorization.laml;
      const base = `/2010-04-01/Accounts/${account.id}/Recordings.json?PageSize=${PAGE_SIZE}`;
      const last = Math.floor((recordings - 1) / PAGE_SIZE);
      const calls = spread(recordings).map((index) => `${base}&CallSid=${sessionOf(index)}`);
      const server = { name: 'Tricord', port, authorization };
      const deep = await deepPage(server, base, Math.min(DEEP_PAGE, last));
      const operations: Operation[] = [
        { name: 'first page', method: 'GET', paths: [base] },
        { name: `page ${DEEP_PAGE}, or the last`, method: 'GET', paths: [deep] },
        // A page of a day in the middle of the small archive, which all archives share.
        { name: 'one day', method: 'GET', paths: [`${base}&DateCreated=2026-10-31`] },
        { name: 'one call', method: 'GET', paths: calls },
      ];
      return await measure(server, operations, this.#options.seconds, this.#say);
    } finally {
      await gateway.close();
    }
  }

  #gateway(recordings: number, seconds: number): Promise<GatewayProcess> {
    return GatewayProcess.start({
      prepare: (dataDir, { id }) => fillArchive(dataDir, id, recordings, seconds),
    });
  }

  async #downloads(): Promise<string> {
    const gateway = await this.#gateway(SMALL, FILE_SECONDS);
    try {
      const { port, account } = gateway;
      const authorization = account.authorization.laml;
      const path = `/2010-04-01/Accounts/${account.id}/Recordings/${idOf(0)}.wav`;
      const operation: Operation = { name: 'WAV of 5 min', method: 'GET', paths: [path] };
      const { seconds } = this.#options;
      const server = { name: 'Tricord', port, authorization };
      const ours = await measure(server, [operation], seconds, this.#say);
      return await downloadFromNginx(ours, operation.name, FILE_SECONDS, seconds, this.#say);
    } finally {
      await gateway.close();
    }
  }
}
