import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Mp3WorkerPool, pcm16ToBytes, readWav, wavHeader } from '@tricord/audio';
import { monotonicMs } from '../process/monotonic.ts';
import { table } from '../table.ts';

/** Speech of so long is encoded, once for each bit rate. */
const MINUTES = 20;
/** What the gateway makes of 8 kHz, and `lame` is told to make. */
const KBPS = '32';
const SPEECH = fileURLToPath(new URL('../../../../samples/speech-1.wav', import.meta.url));

/** Encodes the same speech with the gateway's encoder and with the program `lame`, one thread each. */
export async function compareEncoders(): Promise<string> {
  const wav = await speech();
  const folder = await mkdtemp(join(tmpdir(), 'tricord-bench-'));
  try {
    const input = join(folder, 'speech.wav');
    await writeFile(input, wav);
    const ours = await timesRealTime(() => encode(wav));
    const head = ['encoder', 'times real time', 'of lame'];
    const theirs = await timesRealTime(() => lame(input, join(folder, 'speech.mp3'))).catch(
      (error: unknown) => String(error),
    );
    if (typeof theirs === 'string') {
      return `No comparison with lame: ${theirs}.\n\n${table(head, [['Tricord', ours.toFixed(0), '-']])}`;
    }
    return table(head, [
      ['Tricord', ours.toFixed(0), (ours / theirs).toFixed(2)],
      ['lame', theirs.toFixed(0), '1'],
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The better of two runs: what else the machine did is no property of an encoder. */
async function timesRealTime(run: () => Promise<void>): Promise<number> {
  let bestMs = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 2; i += 1) {
    const startMs = monotonicMs();
    await run();
    bestMs = Math.min(bestMs, monotonicMs() - startMs);
  }
  return (MINUTES * 60_000) / bestMs;
}

async function encode(wav: Buffer): Promise<void> {
  const pool = await Mp3WorkerPool.open({ threads: 1 });
  try {
    let bytes = 0;
    for await (const piece of pool.encode(piecesOf(wav))) bytes += piece.length;
    if (bytes < (MINUTES * 60_000 * Number(KBPS)) / 8) throw new Error('the MP3 is too short');
  } finally {
    await pool.close();
  }
}

async function* piecesOf(wav: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < wav.length; at += 65_536) yield wav.subarray(at, at + 65_536);
}

async function lame(input: string, output: string): Promise<void> {
  const args = ['--quiet', '-m', 'm', '-b', KBPS, '--resample', '8', input, output];
  const child = spawn('lame', args, { stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`lame ended with ${code}`);
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
