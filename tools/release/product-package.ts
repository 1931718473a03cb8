import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Manifest, neededBy } from './manifest.ts';

/** A workspace of the repository. */
export interface Workspace {
  readonly path: string;
  readonly manifest: Manifest & { readonly files?: readonly string[] };
}

/** What users need of the repository besides the workspaces. */
const PAGES = ['LICENSE', 'NOTICE', 'README.md', 'CHANGELOG.md', 'deploy', 'docker-compose.yml'];
const NOT_NEEDED_TO_RUN = /\.(d\.ts|map|tsbuildinfo)$|(^|\/)testing(\/|$)/;

/**
 * The manifest of the package that users install: it carries the workspaces, and lists what they need from the registry, so
 * that npm installs each of those once.
 */
export function productManifest(
  root: Manifest & { readonly engines?: object; readonly license?: string },
  product: string,
  workspaces: readonly Manifest[],
): object {
  const names = neededBy(product, workspaces);
  const carried = workspaces.filter(({ name }) => names.has(name));
  const dependencies = Object.assign({}, ...carried.map((manifest) => manifest.dependencies ?? {}));
  return {
    name: root.name,
    version: root.version,
    description: 'A multi-vendor call-recording gateway',
    license: root.license,
    engines: root.engines,
    bin: { tricord: 'tricord.cjs' },
    files: [...PAGES, 'tricord.cjs', 'samples'],
    dependencies: { ...dependencies, [product]: root.version },
    bundleDependencies: [...names].sort(),
  };
}

/** Puts that package into `folder`, ready for `npm pack`; what was there is gone. The workspaces must be built. */
export function stageProduct(
  root: Manifest,
  product: string,
  workspaces: readonly Workspace[],
  folder: string,
): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifests = workspaces.map(({ manifest }) => manifest);
  const names = neededBy(product, manifests);
  for (const { path, manifest } of workspaces) {
    if (!names.has(manifest.name)) continue;
    const target = join(folder, 'node_modules', manifest.name);
    mkdirSync(target, { recursive: true });
    const { devDependencies: _, ...rest } = manifest;
    writeJson(join(target, 'package.json'), rest);
    for (const file of manifest.files ?? []) {
      copy(join(dirname(path), file), join(target, file));
    }
  }
  for (const page of [...PAGES, 'samples']) copy(page, join(folder, page));
  writeFileSync(
    join(folder, 'tricord.cjs'),
    `#!/usr/bin/env node\nrequire('${product}/command');\n`,
    { mode: 0o755 },
  );
  writeJson(join(folder, 'package.json'), productManifest(root, product, manifests));
}

function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (path) => !NOT_NEEDED_TO_RUN.test(path) });
}

function writeJson(file: string, content: object): void {
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
}
