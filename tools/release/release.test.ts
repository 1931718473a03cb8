import { describe, expect, test } from 'vitest';
import { released, unreleased } from './changelog.ts';
import { neededBy, withVersion } from './manifest.ts';
import { productManifest } from './product-package.ts';
import { nextVersion } from './version.ts';

describe('the next version', () => {
  test.each([
    ['patch', '1.2.4'],
    ['minor', '1.3.0'],
    ['major', '2.0.0'],
    ['1.2.3', '1.2.3'],
    ['1.10.0', '1.10.0'],
  ])('%s of 1.2.3 is %s', (step, expected) => {
    expect(nextVersion('1.2.3', step)).toBe(expected);
  });

  test.each(['1.2.2', '0.9.9', 'v1.2.4', '1.2', 'next', ''])('"%s" is refused', (step) => {
    expect(() => nextVersion('1.2.3', step)).toThrow();
  });
});

describe('the changelog', () => {
  const page =
    '# Changelog\n\n## Unreleased\n\n- New $& thing.\n\n## 0.1.0 (2026-01-01)\n\n- First.\n';

  test('gets a section for the version', () => {
    expect(unreleased(page)).toBe('- New $& thing.');
    expect(released(page, '0.2.0', '2026-02-03')).toBe(
      '# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-02-03)\n\n- New $& thing.\n\n## 0.1.0 (2026-01-01)\n\n- First.\n',
    );
  });

  test('without anything new, there is no release', () => {
    expect(() => released(released(page, '0.2.0', '2026-02-03'), '0.3.0', '2026-02-04')).toThrow(
      'nothing below',
    );
  });
});

describe('manifests', () => {
  const manifests = [
    { name: 'app', version: '0.1.0', dependencies: { core: '0.1.0', express: '5.0.0' } },
    { name: 'core', version: '0.1.0', devDependencies: { kit: '0.1.0' } },
    { name: 'kit', version: '0.1.0' },
  ];

  test('name the other workspaces in the new version, and nothing else', () => {
    const names = new Set(manifests.map(({ name }) => name));
    expect(manifests.map((manifest) => withVersion(manifest, '0.2.0', names))).toEqual([
      { name: 'app', version: '0.2.0', dependencies: { core: '0.2.0', express: '5.0.0' } },
      { name: 'core', version: '0.2.0', devDependencies: { kit: '0.2.0' } },
      { name: 'kit', version: '0.2.0' },
    ]);
  });

  test('become one package that carries the workspaces and lists what they need once', () => {
    expect(productManifest({ name: 'product', version: '0.1.0' }, 'app', manifests)).toMatchObject({
      name: 'product',
      version: '0.1.0',
      dependencies: { app: '0.1.0', core: '0.1.0', express: '5.0.0' },
      bundleDependencies: ['app', 'core'],
    });
  });

  test('tell what must be packed: what runs, not what tests need', () => {
    expect([...neededBy('app', manifests)]).toEqual(['app', 'core']);
  });
});
