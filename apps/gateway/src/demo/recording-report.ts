import { createHash } from 'node:crypto';
import { readWav } from '@tricord/audio';
import type { HttpClient } from './http-client.ts';

/** One client for each API of the gateway. */
export interface Clients {
  readonly accountId: string;
  readonly native: HttpClient;
  readonly ari: HttpClient;
  readonly imagicle: HttpClient;
  readonly laml: HttpClient;
}

/** A recording according to one API, and the properties of its downloads. */
export interface RecordingReport {
  readonly dialect: string;
  /** The recording's identity in this API. */
  readonly identity: string;
  readonly state: string;
  /** The duration according to this API, if it has one. */
  readonly stated: string;
  /** Duration of the downloaded WAV file. */
  readonly wavMs: number;
  readonly wavSha256: string;
  readonly mp3Sha256: string;
  readonly mp3Bytes: number;
}

/** Asks all three dialects about a finished recording, and downloads it from each as WAV and MP3. */
export async function reportFromAll(
  clients: Clients,
  recording: { readonly id: string; readonly name: string },
): Promise<readonly RecordingReport[]> {
  return [
    await reportFromAri(clients, recording.name),
    await reportFromImagicle(clients, recording.id),
    await reportFromLaml(clients, recording.id),
  ];
}

async function reportFromAri({ ari }: Clients, name: string): Promise<RecordingReport> {
  const path = `/recordings/stored/${encodeURIComponent(name)}`;
  const stored = await ari.json<{ name: string; format: string }>('GET', path);
  return {
    dialect: 'ARI',
    identity: stored.name,
    state: `stored (${stored.format})`,
    stated: '-',
    ...inspect(await ari.bytes(`${path}/file`), await ari.bytes(`${path}/file`, 'audio/mpeg')),
  };
}

async function reportFromImagicle({ imagicle }: Clients, id: string): Promise<RecordingReport> {
  const path = `/Recordings/${id}`;
  const detail = await imagicle.json<{ id: string; duration: string }>('GET', path);
  return {
    dialect: 'Imagicle',
    identity: detail.id,
    state: 'archived',
    stated: detail.duration,
    ...inspect(
      await imagicle.bytes(`${path}/Media`, 'audio/wav'),
      await imagicle.bytes(`${path}/Media`),
    ),
  };
}

async function reportFromLaml({ laml, accountId }: Clients, id: string): Promise<RecordingReport> {
  const path = `/Accounts/${accountId}/Recordings/${id}`;
  const recording = await laml.json<{ sid: string; status: string; duration: number }>(
    'GET',
    `${path}.json`,
  );
  return {
    dialect: 'LaML',
    identity: recording.sid,
    state: recording.status,
    stated: `${recording.duration} s`,
    ...inspect(await laml.bytes(`${path}.wav`), await laml.bytes(`${path}.mp3`)),
  };
}

function inspect(
  wav: Buffer,
  mp3: Buffer,
): Pick<RecordingReport, 'wavMs' | 'wavSha256' | 'mp3Sha256' | 'mp3Bytes'> {
  return {
    wavMs: Math.round(readWav(wav).durationMs),
    wavSha256: sha256(wav),
    mp3Sha256: sha256(mp3),
    mp3Bytes: mp3.length,
  };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
