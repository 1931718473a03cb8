/**
 * `npm run release -- patch|minor|major|X.Y.Z [--execute] [--no-image]`: raises the version everywhere, dates the
 * changelog, builds the package and the image, commits and tags. Without --execute it only says what it would do.
 * It never pushes.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { released, unreleased } from './changelog.ts';
import { withVersion } from './manifest.ts';
import { nextVersion } from './version.ts';
import { readWorkspaces } from './workspaces.ts';

/** Where the package goes. */
const FOLDER = 'dist/release';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    execute: { type: 'boolean', default: false },
    'no-image': { type: 'boolean', default: false },
  },
});

function run(command: string, ...args: readonly string[]): void {
  console.log(`$ ${[command, ...args].join(' ')}`);
  if (!values.execute) return;
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status === 0) return;
  console.error('Failed. Nothing was pushed; `git status` and `git log` show what to undo.');
  process.exit(1);
}

function output(command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8' }).trim();
}

function write(path: string, text: string): void {
  console.log(`write ${path}`);
  if (values.execute) writeFileSync(path, text);
}

function release(step: string): void {
  const { root, workspaces } = readWorkspaces();
  const names = new Set(workspaces.map(({ manifest }) => manifest.name));
  const changelog = readFileSync('CHANGELOG.md', 'utf8');

  const version = nextVersion(root.version, step);
  const tag = `v${version}`;
  console.log(`Tricord ${version}\n\n${unreleased(changelog)}\n`);
  check(tag);

  for (const { path, manifest } of [{ path: 'package.json', manifest: root }, ...workspaces]) {
    write(path, `${JSON.stringify(withVersion(manifest, version, names), undefined, 2)}\n`);
  }
  write('CHANGELOG.md', released(changelog, version, new Date().toISOString().slice(0, 10)));
  run('npm', 'install', '--package-lock-only', '--no-audit', '--no-fund');

  run('npm', 'run', 'check');
  run('npm', 'run', 'package');
  if (!values['no-image']) run('docker', 'build', '--tag', `tricord:${version}`, '.');

  run('git', 'commit', '--all', '--message', `Release ${version}`);
  run('git', 'tag', '--annotate', tag, '--message', `Tricord ${version}`);
  console.log(
    values.execute
      ? `\nDone. The package is in ${FOLDER}. Publish with: git push origin HEAD ${tag}`
      : '\nNothing was changed. Add --execute to do it.',
  );
}

/** What must hold before anything is changed; a dry run only tells what would stop it. */
function check(tag: string): void {
  const problems: string[] = [];
  if (output('git', 'status', '--porcelain') !== '')
    problems.push('There are uncommitted changes.');
  if (output('git', 'tag', '--list', tag) !== '') problems.push(`The tag ${tag} exists.`);
  if (!values['no-image'] && !works('docker', 'version')) {
    problems.push('Docker does not run here; --no-image leaves the image out.');
  }
  for (const problem of problems) console.log(problem);
  if (values.execute && problems.length > 0) process.exit(1);
}

function works(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const [step] = positionals;
if (step === undefined) {
  console.error('Usage: npm run release -- patch|minor|major|X.Y.Z [--execute] [--no-image]');
  process.exit(2);
}
release(step);
