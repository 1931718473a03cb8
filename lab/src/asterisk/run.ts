/** Runs the lab until Ctrl-C, for manual tests: `npx node lab/src/asterisk/run.ts`. */
import { once } from 'node:events';
import { installationFolder } from './installation.ts';
import { startAsterisk } from './start-asterisk.ts';

const asterisk = await startAsterisk().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
const { readWrite, readOnly } = asterisk.users;
const home = asterisk.folder.slice(installationFolder.length);
process.stdout.write(`ARI        ${asterisk.ariUrl}
           ${readWrite.username}:${readWrite.password}, read-only ${readOnly.username}:${readOnly.password}
media      ${asterisk.mediaUrl}/<connection id>
SIP        127.0.0.1:${asterisk.sipPort}
folder     ${asterisk.folder}
console    chroot ${installationFolder} asterisk -C ${home}/etc/asterisk.conf -rvvv
`);
await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
await asterisk.stop();
