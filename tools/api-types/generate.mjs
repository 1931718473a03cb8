// Writes apps/<app>/src/generated/api.ts from apps/<app>/openapi.yaml; with --check, only compares.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';

const HEADER = '// Generated from openapi.yaml by `npm run generate`. Do not edit.\n\n';
const apps = new URL('../../apps/', import.meta.url);
const check = process.argv.includes('--check');
let stale = 0;

for (const app of readdirSync(apps).sort()) {
  const document = new URL(`${app}/openapi.yaml`, apps);
  if (!existsSync(document)) continue;
  const target = new URL(`${app}/src/generated/api.ts`, apps);
  const text = HEADER + astToString(await openapiTypescript(document));
  const present = existsSync(target) ? readFileSync(target, 'utf8') : undefined;
  if (present === text) continue;
  if (check) {
    stale += 1;
    console.error(`${fileURLToPath(target)} does not match ${app}/openapi.yaml: npm run generate`);
  } else {
    mkdirSync(new URL('.', target), { recursive: true });
    writeFileSync(target, text);
    console.log(`wrote ${fileURLToPath(target)}`);
  }
}
process.exitCode = stale === 0 ? 0 : 1;
