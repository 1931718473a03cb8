import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GatewayProcess, TricordProcess, testConfig } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder, tone } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: TemporaryFolder;
let gateway: GatewayProcess | undefined;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await gateway?.close();
  await folder.close();
});

async function repair(...args: string[]) {
  const tricord = new TricordProcess(['repair', ...args], { cwd: folder.path });
  const code = await tricord.exited;
  return { code, stdout: tricord.stdout, stderr: tricord.stderr };
}

/** Records a call, and kills the gateway when at least a second of it is on disk. */
async function crash(): Promise<string> {
  gateway = await GatewayProcess.open(folder.path);
  const { recordingId, caller } = await gateway.recordedCall();
  const live = join(folder.path, 'data', 'live', `${recordingId}.wav`);
  const playing = caller.play(tone({ frequencyHz: 500, durationMs: 10_000 }), {
    sampleRateHz: 8000,
  });
  while ((await readFile(live)).length < 16_044) await new Promise(setImmediate);
  await gateway.close();
  await playing;
  return recordingId;
}

test('--check reports what repair then does, in the same table', async () => {
  const id = await crash();
  const live = join(folder.path, 'data', 'live');
  const before = await readFile(join(live, `${id}.wav`));

  const checked = await repair('--check', '--config', 'tricord.yaml');
  expect(checked.code).toBe(0);
  const [head, row, closing, end] = checked.stdout.split('\n');
  expect(head).toMatch(/^recording {29}name {34}outcome {2}kept ms {2}lost ms$/);
  const [, keptMs, lostMs] =
    new RegExp(`^${id} {2}${id} {2}done {6} +(\\d+) +(\\d+)$`).exec(row ?? '') ?? [];
  expect(Number(keptMs)).toBeGreaterThanOrEqual(1000);
  expect([closing, end]).toEqual([
    `1 recording would be repaired: 1 done, 0 failed, 0 left as they are, ${lostMs} ms of audio lost. Nothing was changed.`,
    '',
  ]);
  expect(await readFile(join(live, `${id}.wav`))).toEqual(before);

  const repaired = await repair();
  expect(repaired.code).toBe(0);
  expect(repaired.stdout.split('\n')).toEqual([
    head,
    row,
    `1 recording repaired: 1 done, 0 failed, 0 left as they are, ${lostMs} ms of audio lost.`,
    '',
  ]);
  expect(repaired.stderr).toContain('interrupted recording repaired');
  expect(await readdir(live)).toEqual(['ledger']);
  expect(await repair()).toEqual({
    code: 0,
    stdout: 'No recording is unfinished.\n',
    stderr: '',
  });

  gateway = await GatewayProcess.open(folder.path);
  const { state, media } = await gateway.recording(id);
  expect([state, media?.durationMs]).toEqual(['done', Number(keptMs)]);
  expect(media?.gaps.filter(({ reason }) => reason === 'crash').map((gap) => gap.lengthMs)).toEqual(
    lostMs === '0' ? [] : [Number(lostMs)],
  );
});

test('a data folder in use by a gateway is reported in one line, and not changed', async () => {
  gateway = await GatewayProcess.open(folder.path);
  for (const args of [[], ['--check']]) {
    const { code, stdout, stderr } = await repair(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^tricord: the data folder is used by another process \(pid \d+\): [^\n]+\n$/,
    );
  }
});

test('a missing data folder is reported in one line, and not created', async () => {
  await writeFile(join(folder.path, 'tricord.yaml'), JSON.stringify(testConfig('none')));
  expect(await repair('--check')).toEqual({
    code: 1,
    stdout: '',
    stderr: `tricord: there is no data folder ${folder.path}/none\n`,
  });
  expect(await readdir(folder.path)).toEqual(['tricord.yaml']);
});

test('an invalid configuration exits 2 and lists every problem', async () => {
  await writeFile(join(folder.path, 'tricord.yaml'), 'accounts: []');
  const { code, stderr } = await repair();
  expect([code, stderr]).toEqual([
    2,
    `${folder.path}/tricord.yaml:1: accounts: must not be empty\n`,
  ]);
});
