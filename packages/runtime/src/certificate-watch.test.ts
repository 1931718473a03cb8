import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TlsCertificate } from '@tricord/http-kit';
import { ManualClock, type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CertificateWatch } from './certificate-watch.ts';
import { type CertificateFiles, readCertificate } from './read-certificate.ts';

let folder: TemporaryFolder;
let files: CertificateFiles;
beforeEach(async () => {
  folder = await temporaryFolder();
  files = { cert: join(folder.path, 'cert.pem'), key: join(folder.path, 'key.pem') };
});
afterEach(() => folder.close());

async function issue(): Promise<TlsCertificate> {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], { keyType: 'ec' });
  return { cert: made.cert, key: made.private };
}

async function put({ cert, key }: TlsCertificate): Promise<void> {
  await writeFile(files.cert, cert);
  await writeFile(files.key, key);
}

test('a changed certificate is used, and while it does not fit its key the last one stays', async () => {
  const first = await issue();
  const second = await issue();
  await put(first);
  const clock = new ManualClock();
  const used: TlsCertificate[] = [];
  const lines: string[] = [];
  let told: () => void = () => undefined;
  const logged = () =>
    new Promise<void>((resolve) => {
      told = resolve;
    });
  const registry = new Registry();
  const watch = new CertificateWatch({
    files,
    certificate: first,
    server: { replaceCertificate: (tls) => used.push(tls) },
    clock,
    registry,
    logger: pino(
      {
        level: 'info',
        hooks: {
          logMethod(args, method) {
            method.apply(this, args);
            told();
          },
        },
      },
      { write: (line: string) => lines.push(JSON.parse(line).msg) },
    ),
  });
  await put({ cert: second.cert, key: first.key });
  let next = logged();
  clock.advance(30_000);
  await next;
  expect(used).toEqual([]);
  await put(second);
  while (clock.pending === 0) await new Promise(setImmediate);
  next = logged();
  clock.advance(30_000);
  await next;
  expect(used).toEqual([second]);
  expect(lines).toEqual(['the last certificate stays in use', 'using the new certificate']);
  while (clock.pending === 0) await new Promise(setImmediate);
  const [expiry] = await registry.getMetricsAsJSON();
  expect(expiry?.values[0]?.value).toBeGreaterThan(Date.now() / 1000);
  watch.close();
  expect(clock.pending).toBe(0);
});

test('files that cannot be used are named, with the setting', async () => {
  await expect(readCertificate(files)).rejects.toThrow(
    `http.tls.cert: cannot read ${files.cert}: there is no such file`,
  );
  const [one, other] = [await issue(), await issue()];
  await put({ cert: one.cert, key: other.key });
  await expect(readCertificate(files)).rejects.toThrow(
    `http.tls: ${files.cert} is not a certificate of the key ${files.key}`,
  );
});
