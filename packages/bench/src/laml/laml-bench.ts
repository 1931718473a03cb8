import { idOf, sessionOf } from '../archive/archive.ts';
import { compareSizes, SMALL, withArchive } from '../archive/archive-gateway.ts';
import type { ArchiveOptions } from '../options.ts';
import { measure, type Operation, type Paces, spread } from '../requests/operations.ts';
import { deepPage } from './deep-page.ts';
import { compareEncoders } from './encoding.ts';
import { downloadFromNginx } from './nginx.ts';

/** Recordings on a page. */
const PAGE_SIZE = 50;
/** The page whose cost is compared with that of the first one; in the small archive, its last page. */
const DEEP_PAGE = 1000;
/** Duration in seconds of the recording that is downloaded, 8 kHz PCM16. */
const FILE_SECONDS = 300;

/** Measures pages of large and small archives in LaML, and compares MP3 with `lame` and downloads with nginx. */
export class LamlBench {
  readonly #options: ArchiveOptions;
  readonly #say: (line: string) => void;

  constructor(options: ArchiveOptions, say: (line: string) => void) {
    this.#options = options;
    this.#say = say;
  }

  async run(): Promise<void> {
    const { recordings } = this.#options;
    this.#say(`\n${await compareEncoders()}`);
    this.#say(`\n${await compareSizes(recordings, (size) => this.#pages(size))}`);
    this.#say(`\n${await this.#downloads()}`);
  }

  #pages(recordings: number): Promise<Paces> {
    return withArchive(recordings, 1, async ({ port, account }) => {
      const authorization = account.authorization.laml;
      const base = `/2010-04-01/Accounts/${account.id}/Recordings.json?PageSize=${PAGE_SIZE}`;
      const last = Math.floor((recordings - 1) / PAGE_SIZE);
      const calls = spread(recordings).map((index) => `${base}&CallSid=${sessionOf(index)}`);
      const server = { name: 'Tricord', port, authorization };
      const deep = await deepPage(server, base, Math.min(DEEP_PAGE, last));
      const operations: Operation[] = [
        { name: 'first page', method: 'GET', paths: [base] },
        { name: `page ${DEEP_PAGE}, or the last`, method: 'GET', paths: [deep] },
        // A page of a day in the middle of the small archive, which all archives contain.
        { name: 'one day', method: 'GET', paths: [`${base}&DateCreated=2026-10-31`] },
        { name: 'one call', method: 'GET', paths: calls },
      ];
      return measure(server, operations, this.#options.seconds, this.#say);
    });
  }

  #downloads(): Promise<string> {
    return withArchive(SMALL, FILE_SECONDS, async ({ port, account }) => {
      const authorization = account.authorization.laml;
      const path = `/2010-04-01/Accounts/${account.id}/Recordings/${idOf(0)}.wav`;
      const operation: Operation = { name: 'WAV of 5 min', method: 'GET', paths: [path] };
      const { seconds } = this.#options;
      const server = { name: 'Tricord', port, authorization };
      const ours = await measure(server, [operation], seconds, this.#say);
      return downloadFromNginx(ours, operation.name, FILE_SECONDS, seconds, this.#say);
    });
  }
}
