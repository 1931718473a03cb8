/** Runs the lab until Ctrl-C, to look at by hand: `npx node lab/src/asterisk/run.ts`. */
import { once } from 'node:events';
import { startAsterisk } from './asterisk.ts';
import { installation } from './installation.ts';

const asterisk = await startAsterisk();
const { readWrite, readOnly } = asterisk.users;
const home = asterisk.folder.slice(installation.length);
process.stdout.write(`ARI        ${asterisk.ariUrl}
           ${readWrite.username}:${readWrite.password}, read-only ${readOnly.username}:${readOnly.password}
media      ${asterisk.mediaUrl}/<connection id>
SIP        127.0.0.1:${asterisk.sipPort}
folder     ${asterisk.folder}
console    chroot ${installation} asterisk -C ${home}/etc/asterisk.conf -rvvv
`);
await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
await asterisk.stop();
