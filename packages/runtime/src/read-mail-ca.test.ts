import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@tricord/testkit';
import { generate } from 'selfsigned';
import { expect, test } from 'vitest';
import { readMailCa } from './read-mail-ca.ts';
import { openRecordingMails } from './recording-mails.ts';
import { configSchema } from './testing/neutral-config.ts';

test('an authority that cannot be used is named, with the setting', async () => {
  const folder = await temporaryFolder();
  const file = join(folder.path, 'ca.pem');
  await expect(readMailCa(file)).rejects.toThrow(
    `mail.ca: cannot read ${file}: there is no such file`,
  );
  const { mail } = configSchema.parse({
    accounts: [{ id: '720796a0-8ee9-4350-83bd-2d07a3121f1e', name: 'acme' }],
    mail: { host: 'localhost', from: 'a@example.com', ca: file },
  });
  // It is read when the recorder opens.
  await expect(openRecordingMails({ mail } as never, {} as never, () => '')).rejects.toThrow(
    'mail.ca',
  );
  const made = await generate([{ name: 'commonName', value: 'Example CA' }], { keyType: 'ec' });
  await writeFile(file, made.private);
  await expect(readMailCa(file)).rejects.toThrow(`mail.ca: ${file} holds no certificate in PEM`);
  await writeFile(file, made.cert);
  expect(await readMailCa(file)).toBe(made.cert);
  await folder.close();
});
