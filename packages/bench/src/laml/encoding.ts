import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pcm16ToBytes, readWav, wavHeader } from '@tricord/audio';
import { ConversionPool } from '@tricord/renditions';
import { monotonicMs } from '../process/monotonic.ts';
import { table } from '../table.ts';

/** The duration of the encoded speech, and the number of runs, of which the best one counts. */
const MINUTES = 20;
const RUNS = 3;
/** The bit rate of the gateway for 8 kHz, which `lame` is configured to use. */
const KBPS = '32';
const SPEECH = fileURLToPath(new URL('../../../../samples/speech-1.wav', import.meta.url));

/** Encodes the same speech with the gateway's encoder and with the program `lame`, one thread each. */
export async function compareEncoders(): Promise<string> {
  const wav = await speech();
  const folder = await mkdtemp(join(tmpdir(), 'tricord-bench-'));
  // The gateway's workers are already running; `lame` starts in a few milliseconds.
  const pool = await ConversionPool.open({ threads: 1 });
  try {
    const input = join(folder, 'speech.wav');
    await writeFile(input, wav);
    const [ours, theirs]: [number[], number[]] = [[], []];
    // Alternating, so that other load on the machine affects both equally.
    for (let run = 0; run < RUNS; run += 1) {
      ours.push(await timesRealTime(() => encode(pool, wav)));
      theirs.push(await timesRealTime(() => lame(input, join(folder, 'speech.mp3'))));
    }
    return report(Math.max(...ours), Math.max(...theirs));
  } finally {
    await pool.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function report(ours: number, theirs: number): string {
  const ratio = Number.isNaN(theirs) ? '-' : (ours / theirs).toFixed(2);
  const head = ['encoder', 'times real time', 'of lame'];
  return table(head, [
    ['Tricord', ours.toFixed(0), ratio],
    ['lame', Number.isNaN(theirs) ? 'not installed' : theirs.toFixed(0), '1'],
  ]);
}

async function timesRealTime(run: () => Promise<boolean>): Promise<number> {
  const startMs = monotonicMs();
  const done = await run();
  return done ? (MINUTES * 60_000) / (monotonicMs() - startMs) : Number.NaN;
}

async function encode(pool: ConversionPool, wav: Buffer): Promise<boolean> {
  let bytes = 0;
  for await (const piece of pool.encode(piecesOf(wav))) bytes += piece.length;
  if (bytes < (MINUTES * 60_000 * Number(KBPS)) / 8) throw new Error('the MP3 is too short');
  return true;
}

async function* piecesOf(wav: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < wav.length; at += 65_536) yield wav.subarray(at, at + 65_536);
}

/** False if it is not installed. */
async function lame(input: string, output: string): Promise<boolean> {
  const args = ['--quiet', '-m', 'm', '-b', KBPS, '--resample', '8', input, output];
  const child = spawn('lame', args, { stdio: 'ignore' });
  const code = await once(child, 'exit').then(
    ([exit]) => exit as number | null,
    (error) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    },
  );
  if (code !== undefined && code !== 0) throw new Error(`lame ended with ${code}`);
  return code === 0;
}

async function speech(): Promise<Buffer> {
  const { channels, format } = readWav(await readFile(SPEECH));
  const { sampleRateHz } = format;
  const [samples] = channels;
  if (samples === undefined) throw new Error(`${SPEECH} holds no sound`);
  const length = MINUTES * 60 * sampleRateHz;
  const all = Int16Array.from({ length }, (_, i) => samples[i % samples.length] ?? 0);
  const bytes = pcm16ToBytes(all);
  return Buffer.concat([
    wavHeader({ encoding: 'pcm16', sampleRateHz, channels: 1 }, bytes.length),
    bytes,
  ]);
}
