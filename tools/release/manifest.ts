/** What a release reads and changes of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** A manifest of the new version, which needs the other workspaces in that version, too. */
export function withVersion<M extends Manifest>(
  manifest: M,
  version: string,
  workspaces: ReadonlySet<string>,
): M {
  const raise = (needs: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(needs).map(([name, range]) => [name, workspaces.has(name) ? version : range]),
    );
  return {
    ...manifest,
    version,
    ...(manifest.dependencies && { dependencies: raise(manifest.dependencies) }),
    ...(manifest.devDependencies && { devDependencies: raise(manifest.devDependencies) }),
  };
}

/** The names of a workspace and of all others that it needs to run. */
export function neededBy(name: string, manifests: readonly Manifest[]): ReadonlySet<string> {
  const byName = new Map(manifests.map((manifest) => [manifest.name, manifest]));
  const needed = new Set<string>();
  const visit = (next: string): void => {
    const manifest = byName.get(next);
    if (manifest === undefined || needed.has(next)) return;
    needed.add(next);
    for (const dependency of Object.keys(manifest.dependencies ?? {})) visit(dependency);
  };
  visit(name);
  return needed;
}
