/** `npm run package`: puts the package that users install, tricord-X.Y.Z.tgz, into dist/release, or the folder that is named. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { stageProduct } from './product-package.ts';
import { PRODUCT, readWorkspaces } from './workspaces.ts';

const [destination = 'dist/release'] = process.argv.slice(2);
const folder = 'dist/package';
const { root, workspaces } = readWorkspaces();
stageProduct(root, PRODUCT, workspaces, folder);
mkdirSync(destination, { recursive: true });
const { status } = spawnSync('npm', ['pack', `./${folder}`, `--pack-destination=${destination}`], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
