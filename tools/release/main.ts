/**
 * `npm run release -- patch|minor|major|X.Y.Z [--execute] [--no-image]`: raises the version everywhere, dates the
 * changelog, builds the packages and the image, commits and tags. Without --execute it only says what it would do.
 * It never pushes.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { released, unreleased } from './changelog.ts';
import { type Manifest, neededBy, withVersion } from './manifest.ts';
import { nextVersion } from './version.ts';

/** The workspace that is installed by users. */
const PRODUCT = '@tricord/gateway';
/** Where the packages go. */
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

interface RootManifest extends Manifest {
  readonly workspaces: readonly string[];
}

function release(step: string): void {
  const root = JSON.parse(readFileSync('package.json', 'utf8')) as RootManifest;
  const workspaces = root.workspaces
    .flatMap((pattern) => globSync(`${pattern}/package.json`))
    .map((path) => ({ path, manifest: JSON.parse(readFileSync(path, 'utf8')) as Manifest }));
  const manifests = workspaces.map(({ manifest }) => manifest);
  const names = new Set(manifests.map(({ name }) => name));
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
  if (values.execute) {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
  }
  const packed = [...neededBy(PRODUCT, manifests)].map((name) => `--workspace=${name}`);
  run('npm', 'pack', `--pack-destination=${FOLDER}`, ...packed);
  if (!values['no-image']) run('docker', 'build', '--tag', `tricord:${version}`, '.');

  run('git', 'commit', '--all', '--message', `Release ${version}`);
  run('git', 'tag', '--annotate', tag, '--message', `Tricord ${version}`);
  console.log(
    values.execute
      ? `\nDone. Packages are in ${FOLDER}. Publish with: git push origin HEAD ${tag}`
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
