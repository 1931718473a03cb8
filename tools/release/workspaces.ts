import { globSync, readFileSync } from 'node:fs';
import type { Manifest } from './manifest.ts';
import type { Workspace } from './product-package.ts';

/** The workspace with the command that users run. */
export const PRODUCT = '@tricord/gateway';

/** The root's package.json. */
export interface RootManifest extends Manifest {
  readonly workspaces: readonly string[];
}

/** The root of the repository in the working directory, and its workspaces. */
export function readWorkspaces(): { root: RootManifest; workspaces: readonly Workspace[] } {
  const root = read<RootManifest>('package.json');
  const workspaces = root.workspaces
    .flatMap((pattern) => globSync(`${pattern}/package.json`))
    .map((path) => ({ path, manifest: read<Workspace['manifest']>(path) }));
  return { root, workspaces };
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
