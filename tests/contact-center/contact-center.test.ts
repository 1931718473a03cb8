import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ACCOUNT_ID, TricordProcess } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgentCall } from './agent-call.ts';
import { ContactCenter } from './contact-center.ts';
import { downloadAudio, similarity } from './download-audio.ts';
import { asWav, maxMarkerLevel, noiseLike, RATE_HZ } from './party-audio.ts';
import { AGENTS, DESKTOP, SUPERVISOR } from './staff.ts';
import { each, statuses } from './statuses.ts';
import {
  type ArchiveEntry,
  CARELESS,
  FORGOTTEN,
  type WorkingDay,
  workingDay,
} from './working-day.ts';

/**
 * A contact center with thirty agents, driven by Imagicle clients and real audio. The audio is ahead of the clock, so
 * that each request falls between two parts of it, however busy the machine is.
 */

const LIMIT_MS = 60_000;
const AUTOMATIC = ['agent28', 'agent29', 'agent30'];
/** Older than the account's retention, but within that of one line. */
const DAYS_AGO_100 = new Date(Date.now() - 100 * 24 * 60 * 60 * 1000).toISOString();

let folder: TemporaryFolder;
let center: ContactCenter;
let day: WorkingDay;

beforeAll(async () => {
  folder = await temporaryFolder();
  const lines = [{ directoryNumber: '2030', maxAgeDays: 400 }];
  center = await ContactCenter.open(folder.path, { maxAgeDays: 90, lines });
  expect((await center.importStaff()).body).toEqual({ created: 32, replaced: 0, dryRun: false });
  day = await workingDay(center);
}, LIMIT_MS);
afterAll(async () => {
  await center.close();
  await folder.close();
});

const supervisor = (path: string) => center.imagicle(SUPERVISOR, 'GET', path);

const NAMES = AGENTS.map(({ username }) => username);
const CAREFUL = NAMES.filter((name) => name !== FORGOTTEN && !CARELESS.includes(name));
const isAutomatic = (name: string) => AUTOMATIC.includes(name);

describe('the desktop', () => {
  test('starts recordings by directoryNumber: 201, except on automatic lines', () => {
    const asked = NAMES.filter((name) => name !== FORGOTTEN);
    expect(statuses(day.starts)).toEqual(
      each(asked, (name) => (isAutomatic(name) ? { reason: 4 } : 201)),
    );
  });

  test('pauses, also on automatic lines, gets an error if already paused, and resumes', () => {
    expect(statuses(day.pauses)).toEqual(each(CAREFUL, () => 204));
    expect(statuses(day.pausesAgain)).toEqual(each(CAREFUL, () => 429));
    expect(statuses(day.resumes)).toEqual(each(CAREFUL, () => 204));
  });

  test('stops recordings, as far as allowed', () => {
    const stopped = [...day.stops.keys()];
    expect(stopped).toHaveLength(14);
    expect(statuses(day.stops)).toEqual(
      each(stopped, (name) => (isAutomatic(name) ? { reason: 2 } : 204)),
    );
  });
});

test('the supervisor lists active recordings by user', () => {
  for (const name of NAMES) {
    const isPaused = !CARELESS.includes(name);
    const own = [{ localParty: { username: name }, isPaused }];
    expect(day.seen.get(name)).toMatchObject({ status: 200, body: name === FORGOTTEN ? [] : own });
  }
  expect(day.seenAtOnce.body).toHaveLength(29);
});

describe('the archive', () => {
  const search = async (query: string, user = SUPERVISOR) => {
    const { status, body } = await center.imagicle(user, 'GET', `/Recordings${query}`);
    expect(status).toBe(200);
    return body as { totalCount: number; recordings: readonly ArchiveEntry[] };
  };
  const owners = async (query: string, user?: string) => {
    const { totalCount, recordings } = await search(query, user);
    expect(totalCount).toBe(recordings.length);
    return recordings.map(({ ownerUsername }) => ownerUsername).sort();
  };

  test('has requested and automatic recordings, but not the live-keep call that nobody requested', () => {
    const expected = day.calls
      .filter(({ agent }) => agent.username !== FORGOTTEN)
      .map(({ agent, remoteNumber }) => ({
        ownerUsername: agent.username,
        localPartyNumber: agent.directoryNumber,
        remotePartyNumber: remoteNumber,
        direction: 1,
      }));
    expect(day.archive.toSorted((a, b) => (a.ownerUsername < b.ownerUsername ? -1 : 1))).toEqual(
      expected.map((call) => expect.objectContaining(call)),
    );
    expect(new Set(day.archive.map(({ referenceNumber }) => referenceNumber)).size).toBe(29);
  });

  test('is listed in pages, newest first', async () => {
    const pages = await Promise.all(
      [0, 1, 2, 3].map((page) => search(`?page=${page}&pageSize=10`)),
    );
    expect(pages.map(({ totalCount }) => totalCount)).toEqual([29, 29, 29, 29]);
    expect(pages.map(({ recordings }) => recordings.length)).toEqual([10, 10, 9, 0]);
    expect(pages.flatMap(({ recordings }) => recordings)).toEqual(day.archive);
    const starts = day.archive.map(({ startTime }) => startTime);
    expect(starts).toEqual(starts.toSorted().reverse());
  });

  test('can be filtered by user, number, party and direction', async () => {
    expect(await owners('?ownerUsername=AGENT05')).toEqual(['agent05']);
    expect(await owners('?localPartyNumber=2017')).toEqual(['agent17']);
    expect(await owners('?remotePartyNumber=%2B15550011')).toEqual(['agent12']);
    const third = ['21', '22', '23', '24', '25', '26', '28', '29', '30'].map((n) => `agent${n}`);
    expect(await owners('?remoteParty=contains:5002')).toEqual(third);
    expect(await owners('?remoteParty=contains:5002&direction=1&localPartyNumber=2021')).toEqual([
      'agent21',
    ]);
    expect(await owners('?direction=2')).toEqual([]);
  });

  test('can be filtered by time', async () => {
    const from = day.archive[19]?.startTime ?? '';
    const until = day.archive[9]?.startTime ?? '';
    const among = (holds: (startTime: string) => boolean) =>
      day.archive
        .filter(({ startTime }) => holds(startTime))
        .map(({ ownerUsername }) => ownerUsername)
        .sort();
    const inside = among((startTime) => startTime >= from && startTime < until);
    expect(await owners(`?startTime=between:${from};${until}`)).toEqual(inside);
    expect(await owners(`?startTime=before:${from}`)).toEqual(among((time) => time < from));
    expect(await owners('?startTime=after:2100-01-01T00:00:00Z')).toEqual([]);
    expect(await owners('?endTime=before:2100-01-01T00:00:00Z')).toHaveLength(29);
  });

  test('shows agents of level 2 their own recordings, and agents of level 1 none', async () => {
    expect(await owners('', 'agent08')).toEqual(['agent08']);
    const idOf = (name: string) =>
      day.archive.find(({ ownerUsername }) => ownerUsername === name)?.id;
    const paths = [`/Recordings/${idOf('agent08')}/Media`, `/Recordings/${idOf('agent09')}/Media`];
    const answers = async (user: string) =>
      Promise.all(paths.map(async (path) => (await center.imagicle(user, 'GET', path)).status));
    expect(await answers('agent08')).toEqual([200, 404]);
    expect(await answers('agent07')).toEqual([403, 403]);
  });
});

test(
  'every recording plays as WAV and MP3, complete and without the card number',
  async () => {
    const played = await Promise.all(
      day.archive.map(async ({ id, ownerUsername: name }) => ({
        name,
        ...(await downloadAudio(center, SUPERVISOR, id)),
      })),
    );
    for (const { name, wav, mp3 } of played) {
      const call = callTo(name);
      const careless = CARELESS.includes(name);
      const expected = careless ? call.heard('first', 'card', 'last') : call.heard('first', 'last');
      const offMs = ((wav.length - expected.length) * 1000) / RATE_HZ;
      expect([name, Math.abs(offMs) <= 40]).toEqual([name, true]);
      expect(mp3.length).toBe(wav.length);
      const cut = call.heard('first').length;
      const places = [RATE_HZ, cut, expected.length - RATE_HZ];
      expect([name, similarity(expected, wav, places) > 0.95]).toEqual([name, true]);
      expect([name, similarity(expected, mp3, [cut]) > 0.9]).toEqual([name, true]);
      for (const heard of [wav, mp3]) {
        const marker = maxMarkerLevel(heard);
        const found = marker >= maxMarkerLevel(noiseLike(heard));
        expect([name, found]).toEqual([name, careless]);
        if (careless) expect(marker).toBeGreaterThan(0.3);
      }
    }
  },
  LIMIT_MS,
);

describe('the audit log', () => {
  interface Entry {
    readonly action: string;
    readonly recordingId: string;
    readonly actor: object;
  }
  const entriesOf = async (action: string) => {
    const { body } = await center.native('GET', `/audit?action=${action}&limit=200`);
    const { entries } = body as { entries: readonly Entry[] };
    const owners = new Map(day.archive.map(({ id, ownerUsername }) => [id, ownerUsername]));
    const pairs = entries.map(({ recordingId, actor }) => [owners.get(recordingId), actor]);
    expect(new Set(pairs.map(([owner]) => owner)).size).toBe(entries.length);
    return Object.fromEntries(pairs);
  };
  const by = (username: string) => ({ username, via: 'imagicle', address: '127.0.0.1' });

  test('names who paused and resumed each recording', async () => {
    expect(await entriesOf('recording.pause')).toEqual(each(CAREFUL, () => by(DESKTOP)));
    expect(await entriesOf('recording.resume')).toEqual(each(CAREFUL, () => by(DESKTOP)));
  });

  test('names who started and stopped each recording', async () => {
    const recorded = NAMES.filter((name) => name !== FORGOTTEN);
    expect(await entriesOf('recording.start')).toEqual(
      each(recorded, (name) => (isAutomatic(name) ? { via: 'line' } : by(DESKTOP))),
    );
    const stopped = (name: string) => day.stops.get(name)?.status === 204;
    const stopper = (name: string) => {
      if (!stopped(name)) return { via: 'system' };
      return by(name === 'agent08' ? name : DESKTOP);
    };
    expect(await entriesOf('recording.stop')).toEqual(each(recorded, stopper));
  });

  test('verifies', async () => {
    const { body } = await center.native('GET', '/audit/verify');
    expect(body).toMatchObject({ intact: true });
    const config = join(folder.path, 'tricord.yaml');
    const accounts = [{ id: ACCOUNT_ID, name: 'acme' }];
    await writeFile(config, JSON.stringify({ dataDir: folder.path, accounts }));
    const cwd = folder.path;
    const command = new TricordProcess(['audit', 'verify', '--config', config], { cwd });
    expect(await command.exited).toBe(0);
    expect(command.stdout).toMatch(/^acme: \d+ entries, intact; it ends with \d+:[0-9a-f]{64}\n$/);
  });
});

test(
  'uploads are limited by retention, and a preview lists what would be deleted',
  async () => {
    const old = (phoneNumber: string, more: object = {}) => ({
      ...{ startDateTime: DAYS_AGO_100, duration: 'PT1S', direction: 2, ...more },
      localParty: { username: 'agent30', phoneNumber },
    });
    const audio = asWav(callTo('agent30').heard('first').subarray(0, RATE_HZ));
    const upload = (metadata: object) => center.upload(SUPERVISOR, metadata, audio);
    expect((await upload(old('2001'))).status).toBe(409);
    const kept = await upload(old('2030'));
    const preserved = await upload(old('2030', { preserved: true }));
    expect([kept.status, preserved.status]).toEqual([201, 201]);

    // From now on this line has the same retention as all others.
    await center.close();
    center = await ContactCenter.open(folder.path, { maxAgeDays: 90, lines: [] });
    const preview = await center.native('GET', '/retention/preview');
    expect(preview.body).toEqual({
      count: 1,
      bytes: audio.length,
      recordings: [expect.objectContaining(kept.body as object)],
    });
    expect((await supervisor('/Recordings')).body).toMatchObject({ totalCount: 31 });
  },
  LIMIT_MS,
);

function callTo(name: string): AgentCall {
  const call = day.calls.find(({ agent }) => agent.username === name);
  if (call === undefined) throw new Error(`no call to ${name}`);
  return call;
}
