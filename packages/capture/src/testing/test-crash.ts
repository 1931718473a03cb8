import { join } from 'node:path';
import type { Recording, RecordingSettings } from '@tricord/core';
import { tone } from '@tricord/testkit';
import { livePath } from '../recorder/files/live-folder.ts';
import { repairRecordings } from '../recorder/repair/repair.ts';
import { ACCOUNT, speak, type TestCapture } from './test-capture.ts';

/** What a crash leaves of a recorder, and its repair. The original recorder still runs, but must not be used anymore. */
export class TestCrash {
  readonly #capture: TestCapture;

  constructor(capture: TestCapture) {
    this.#capture = capture;
  }

  /** Folder of the live files. */
  get folder(): string {
    return join(this.#capture.folder, 'live');
  }

  get ledger(): string {
    return join(this.folder, 'ledger');
  }

  pathOf({ id }: Pick<Recording, 'id'>): string {
    return livePath(this.folder, id);
  }

  /** The recording in the catalog. */
  known({ id }: Pick<Recording, 'id'>): Promise<Recording | undefined> {
    return this.#capture.catalog.recordings.get(ACCOUNT, id);
  }

  /** A recording of 2 s of 16 kHz stereo audio, all of it on disk. */
  async interrupted(settings: Partial<RecordingSettings> = {}): Promise<Recording> {
    const { clock, recorder } = this.#capture;
    const session = await this.#capture.call(['local', 'remote']);
    const recording = await this.#capture.record(session, { channels: 2, ...settings });
    const parts = (['local', 'remote'] as const).map((track, n) => ({
      ...{ session, track },
      samples: tone({ frequencyHz: 400 + 200 * n, durationMs: 2000, sampleRateHz: 16_000 }),
    }));
    speak(this.#capture, parts, 16_000);
    await recorder.flush();
    clock.advance(1000);
    await recorder.flush();
    await recorder.ledgerWritten();
    return recording;
  }

  repair(check = false) {
    const renditions = { forget: async () => undefined };
    return repairRecordings({ ...this.#capture, renditions }, { folder: this.folder, check });
  }
}
