import { modules } from './modules.ts';

/** An ARI user. */
export interface User {
  readonly username: string;
  readonly password: string;
}

/** A WebSocket server that Asterisk can dial by `WebSocket/<name>/…`. */
export interface WebSocketClient {
  /** `ws://…` */
  readonly uri: string;
  /** Sent as HTTP Basic credentials with the upgrade request. */
  readonly username?: string;
  readonly password?: string;
}

/** The WebSocket servers that Asterisk can dial, by name. */
export type WebSocketClients = Readonly<Record<string, WebSocketClient>>;

interface ConfigurationOptions {
  /** The folder of the run, as a path within the chroot. */
  readonly home: string;
  readonly httpPort: number;
  readonly sipPort: number;
  readonly webSocketClients: WebSocketClients;
  readonly phones: Phones;
  readonly additions: Additions;
}

/** SIP phones by number: `Dial(PJSIP/<number>)` reaches the far end that stands for the person at the phone. */
export type Phones = Readonly<Record<string, string>>;

/** Text to append to configuration files, by file name. */
export type Additions = Readonly<Record<string, string>>;

/** The ARI users of every lab Asterisk. */
export const users: { readonly readWrite: User; readonly readOnly: User } = {
  readWrite: { username: 'lab', password: 'lab-secret' },
  readOnly: { username: 'lab-reader', password: 'lab-reader-secret' },
};

/** The SIP trunks from the lab to itself, named by the one codec that each offers. */
const trunks = ['ulaw', 'alaw', 'g722'];

/** How many dialplan applications a near end can run. */
export const maxSteps = 6;

/** Asterisk's configuration files by name. */
export function configurationFiles({
  home,
  httpPort,
  sipPort,
  webSocketClients,
  phones,
  additions,
}: ConfigurationOptions): Readonly<Record<string, string>> {
  const files: Readonly<Record<string, string>> = {
    'asterisk.conf': asterisk(home),
    'modules.conf': `[modules]\nautoload = no\n${modules.map((name) => `load = ${name}.so\n`).join('')}`,
    'logger.conf': '[general]\n[logfiles]\nmessages => notice,warning,error\n',
    'http.conf': http(httpPort),
    'ari.conf': ari(),
    'websocket_client.conf': webSocketClientsFile(webSocketClients),
    'pjproject.conf': '',
    'pjsip.conf': pjsip(sipPort, phones),
    'rtp.conf': '[general]\nrtpstart = 20000\nrtpend = 31999\nicesupport = no\n',
    'extensions.conf': extensions(home),
    'indications.conf': indications,
    'confbridge.conf': '[general]\n',
    'features.conf': '[general]\n',
    'stasis.conf': '',
    'udptl.conf': '[general]\n',
    'acl.conf': '',
    'geolocation.conf': '',
    'statsd.conf': '[general]\nenabled = no\n',
    'manager.conf': '[general]\nenabled = no\n',
    'cdr.conf': '[general]\nenable = no\n',
    'cel.conf': '[general]\nenable = no\n',
    'ccss.conf': '[general]\n',
    'codecs.conf': '',
    'sorcery.conf': '',
    'chan_websocket.conf': '',
  };
  const withAddition = ([name, text]: [string, string]): [string, string] => [
    name,
    `${text}\n${additions[name] ?? ''}`,
  ];
  return Object.fromEntries(Object.entries(files).map(withAddition));
}

/** websocket_client.conf: the servers for `Dial(WebSocket/<name>/…)`. */
export function webSocketClientsFile(clients: WebSocketClients): string {
  return Object.entries(clients)
    .map(([name, { uri, username, password }]) => {
      const credentials = username ? `username = ${username}\npassword = ${password}\n` : '';
      return `[${name}]\ntype = websocket_client\nconnection_type = per_call_config\nuri = ${uri}
protocols = media\nconnection_timeout = 2000\nreconnect_attempts = 1\ntls_enabled = no\n${credentials}`;
    })
    .join('\n');
}

function asterisk(home: string): string {
  const folders = Object.entries({
    astetcdir: 'etc',
    astvarlibdir: 'lib',
    astdbdir: 'lib',
    astkeydir: 'lib',
    astcachedir: 'cache',
    astspooldir: 'spool',
    astrundir: 'run',
    astlogdir: 'log',
  }).map(([setting, folder]) => `${setting} => ${home}/${folder}\n`);
  return `[directories]\n${folders.join('')}
[options]
documentation_language = en_US
defaultlanguage = en
nocolor = yes
hideconnect = yes
`;
}

function http(port: number): string {
  return `[general]
servername = Asterisk
enabled = yes
bindaddr = 127.0.0.1
bindport = ${port}
sessionlimit = 2000
`;
}

function ari(): string {
  const user = ({ username, password }: User, readOnly: boolean) => `[${username}]
type = user
read_only = ${readOnly ? 'yes' : 'no'}
password = ${password}
password_format = plain
`;
  return `[general]\nenabled = yes\npretty = no\nallowed_origins = *\n\n${user(users.readWrite, false)}\n${user(users.readOnly, true)}`;
}

/** A call to `PJSIP/<number>@<trunk>` comes back as a call to that number in the context `lab`. */
function pjsip(port: number, phones: Phones): string {
  const media = 'direct_media = no\nbind_rtp_to_media_address = yes\nmedia_address = 127.0.0.1\n';
  const endpoint = (name: string, codec: string, user = '') => `
[${name}]
type = endpoint
context = lab
aors = ${name}
disallow = all
allow = ${codec}
dtmf_mode = rfc4733
trust_id_outbound = yes
send_pai = yes
${media}
[${name}]
type = aor
contact = sip:${user}127.0.0.1:${port}
qualify_frequency = 0
`;
  const endpoints = [
    ...trunks.map((codec) => endpoint(codec, codec)),
    ...Object.entries(phones).map(([number, far]) => endpoint(number, 'ulaw', `${far}@`)),
  ];
  return `[loopback]
type = transport
protocol = udp
bind = 127.0.0.1:${port}

[incoming]
type = endpoint
context = lab
disallow = all
allow = ${trunks.join(',')}
dtmf_mode = rfc4733
trust_id_inbound = yes
${media}
[incoming]
type = identify
endpoint = incoming
match = 127.0.0.1
${endpoints.join('')}`;
}

/**
 * The dialplan. The extension `near` runs the applications in the channel variables STEP1, STEP2 and so on. Every other
 * extension is a far end whose number says what it does.
 */
function extensions(home: string): string {
  const steps = Array.from({ length: maxSteps }, (_, i) => ` same => n,Exec(\${STEP${i + 1}})\n`);
  const end = ' same => n,Hangup()\n';
  // Without these arguments, Answer waits up to half a second for audio from the other end.
  const answer = 'Answer(0,i)';
  const far = (number: string, ...applications: readonly string[]) =>
    `exten => ${number},1,${answer}\n${applications.map((app) => ` same => n,${app}\n`).join('')}${end}`;
  return `[general]
static = yes
writeprotect = yes

[lab]
exten => near,1,${answer}
${steps.join('')}${end}
; play-<name>: plays a sound file once, after a delay in which the near end connects; later-<name>: after a longer delay, in
; which a client can connect to the near end; loop-<name>: plays it repeatedly
${far('_play-.', 'Wait(0.3)', `Playback(${home}/sounds/\${EXTEN:5})`)}
${far('_later-.', 'Wait(3)', `Playback(${home}/sounds/\${EXTEN:6})`)}
${far('_loop-.', `Playback(${home}/sounds/\${EXTEN:5})`, 'Goto(2)')}
; tone-<frequency>: a sine wave; beeps-<frequency>: half a second of it, half a second of silence
${far('_to[n]e-X.', `PlayTones(\${EXTEN:5})`, 'Wait(7200)')}
${far('_beeps-X.', `PlayTones(\${EXTEN:6}/500,0/500)`, 'Wait(7200)')}
; digits-<digits>: these DTMF digits, with a pause of a second before and after
${far('_digits-.', 'Wait(1)', `SendDTMF(\${EXTEN:7},150,200)`, 'Wait(1)')}
; stasis-<application>
${far('_stasis-.', `Stasis(\${EXTEN:7})`)}
; sip-<trunk>-<number>: a SIP call with RTP to that number
exten => _sip-.,1,Dial(PJSIP/\${CUT(EXTEN,-,3-)}@\${CUT(EXTEN,-,2)})
${end}
${far('milliwatt', 'Milliwatt()')}
${far('silence', 'Wait(7200)')}
${far('echo', 'Echo()')}`;
}

const indications = `[general]
country = us

[us]
description = United States / North America
ringcadence = 2000,4000
dial = 350+440
busy = 480+620/500,0/500
ring = 440+480/2000,0/4000
congestion = 480+620/250,0/250
callwaiting = 440/300,0/10000
dialrecall = !350+440/100,!0/100,350+440
record = 1400/500,0/15000
info = !950/330,!1400/330,!1800/330,0
stutter = !350+440/100,!0/100,350+440
`;
