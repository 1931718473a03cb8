import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type GatewayProcess, TricordProcess } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { adapted, codeBlocks, pageText } from '../support/page-files.ts';
import { serveYaml } from '../support/page-gateway.ts';
import { PageShell } from '../support/page-shell.ts';

const LIMIT_MS = 120_000;
const SAMPLES = fileURLToPath(new URL('../../samples', import.meta.url));

let folder: TemporaryFolder;
let gateway: GatewayProcess;
let calls: TricordProcess[];
beforeEach(async () => {
  folder = await temporaryFolder();
  calls = [];
});
afterEach(async () => {
  await Promise.all(calls.map((call) => call.close()));
  await gateway.close();
  await folder.close();
});

/** Places a call by the page's own command. @returns the session's id that it prints. */
async function placeCall(page: string): Promise<string> {
  const [, text = ''] = /`npx tricord (call .*?)`/.exec(pageText(page)) ?? [];
  const args = adapted(text, { samples: SAMPLES }).split(' ');
  const call = new TricordProcess(args, { cwd: folder.path });
  calls.push(call);
  const [id] = await call.waitForOutput(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/);
  return id;
}

/** The commands of scripts, without those that follow events until they are interrupted, or that need more than curl. */
function commandsOf(scripts: readonly string[]): readonly string[] {
  const lines = scripts.join('\n').replaceAll('\\\n', '').split('\n');
  return lines.filter((line) => !/^(?:curl -N|unzip) /.test(line));
}

/** What the pages call the `id` or `sid` of the response. */
function recordingIdOf(answer: string): string | undefined {
  if (!answer.startsWith('{')) return undefined;
  const { id, sid } = JSON.parse(answer) as { id?: string; sid?: string };
  return id ?? sid;
}

test.each([
  ['asterisk', ['greeting.wav', 'talk.wav']],
  ['imagicle', [/\.mp3$/]],
  ['signalwire', [/\.mp3$/]],
  ['native', ['welcome.wav', 'recordings.zip']],
])(
  'the commands on the page of %s work with the configuration on it',
  async (dialect, downloads) => {
    const page = `docs/dialects/${dialect}/using.md`;
    const blocks = codeBlocks(page);
    const yaml = blocks.find(({ language }) => language === 'yaml')?.text ?? '';
    const port = await freePort();
    const audioSocketPort = await freePort();
    const onFreePorts = { 'audiosocket: [{}]': `audiosocket: [{ port: ${audioSocketPort} }]` };
    gateway = await serveYaml(
      folder.path,
      `${adapted(yaml, onFreePorts)}\nhttp: { port: ${port} }\n`,
    );
    const id = await placeCall(page);
    const shell = new PageShell(folder.path, { CHANNEL: id, CALL: id, SESSION: id });
    const scripts = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text);
    if (scripts.some((script) => script.includes('$OTHER'))) {
      shell.set('OTHER', await placeCall(page));
    }
    let recordingId: string | undefined;
    for (const line of commandsOf(scripts)) {
      const answer = await shell.run(
        line.replace('127.0.0.1:8088', `127.0.0.1:${port}`).replace(/^ID=….*/, ''),
      );
      const found = recordingIdOf(answer);
      if (recordingId === undefined && found !== undefined) {
        recordingId = found;
        shell.set('ID', found);
        shell.set('RECORDING', found);
      }
    }
    const files = await readdir(folder.path);
    for (const download of downloads) {
      expect(files).toContainEqual(expect.stringMatching(download));
    }
  },
  LIMIT_MS,
);
