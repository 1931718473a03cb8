import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { maskedUrl } from '@tricord/core';
import { readMailCa } from '@tricord/runtime';
import type { Config } from '../../config.ts';
import { type Finding, fail, ok } from './finding.ts';

/** A server that the gateway connects to. */
export interface Peer {
  /** The setting that names it, or what it is. */
  readonly check: string;
  readonly host: string;
  /** Undefined if only the name is known. */
  readonly port?: number;
  readonly tls: boolean;
  /** Path of a PEM file with the authorities that its certificate may be of; default: the public ones. */
  readonly ca?: string;
}

const TIMEOUT_MS = 5000;
const PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'ws:': 80,
  'https:': 443,
  'wss:': 443,
};

/** The servers that the configuration names. */
export function configuredPeers(config: Config): readonly Peer[] {
  const { accounts, sources, webhooks, mail, http } = config;
  return [
    ...webhooks.endpoints.map(({ url }, i) => peerOf(`webhooks.endpoints[${i}]`, url)),
    ...(mail === undefined ? [] : [mailServer(mail)]),
    ...accounts.flatMap(({ asterisk }, i) =>
      asterisk.outbound.map(({ url }, j) => peerOf(`accounts[${i}].asterisk.outbound[${j}]`, url)),
    ),
    ...sources.asteriskWebsocket.flatMap(({ dialHosts }, i) =>
      dialHosts.map((host) => dialed(`sources.asteriskWebsocket[${i}].dialHosts`, host)),
    ),
    ...(http.publicUrl === undefined ? [] : [peerOf('http.publicUrl', http.publicUrl)]),
  ];
}

function mailServer({ host, port, secure, ca }: NonNullable<Config['mail']>): Peer {
  return { check: 'mail', host, port, tls: secure, ...(ca === undefined ? {} : { ca }) };
}

/** The server of a URL of http, https, ws or wss. */
export function peerOf(check: string, url: string): Peer {
  const { protocol, hostname, port } = new URL(url);
  return {
    check,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (PORTS[protocol] ?? 80) : Number(port),
    tls: protocol === 'https:' || protocol === 'wss:',
  };
}

/** With or without a port; where there is none, any may be dialed. */
function dialed(check: string, text: string): Peer {
  const { hostname, port } = new URL(`ws://${text}`);
  const host = hostname.replace(/^\[|\]$/g, '');
  return { check, host, tls: false, ...(port === '' ? {} : { port: Number(port) }) };
}

/** Connects to a peer, with a TLS handshake where it has one, and sends nothing. */
export async function checkPeer(peer: Peer): Promise<Finding> {
  const { check, host, port } = peer;
  const name = maskedUrl(port === undefined ? host : `${host}:${port}`);
  try {
    if (port === undefined) await lookup(host);
    else await handshake({ ...peer, port });
    return ok(check, port === undefined ? `${name} is a known name` : `${name} can be reached`);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const [reason, remedy] = REASONS[code] ?? [
      (error as Error).message,
      'check that server and the way to it',
    ];
    return fail(check, `${name} cannot be reached: ${reason}`, remedy);
  }
}

async function handshake({ host, port, tls, ca: file }: Peer & { port: number }): Promise<void> {
  const ca = file === undefined ? {} : { ca: await readMailCa(file) };
  const name = tls ? { servername: /^[\d.:]+$/.test(host) ? '' : host } : {};
  const socket: Socket = tls ? connectTls({ host, port, ...name, ...ca }) : connect({ host, port });
  try {
    await once(socket, tls ? 'secureConnect' : 'connect', {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } finally {
    socket.on('error', () => undefined).destroy();
  }
}

const CERTIFICATE = 'have its operator renew or complete its certificate';

/** By error code: the reason, and what to do. */
const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  ENOTFOUND: ['there is no such host', 'check the name, and the DNS of this machine'],
  EAI_AGAIN: ['the name cannot be looked up', 'check the DNS of this machine'],
  ECONNREFUSED: ['nobody listens there', 'start that server, or check host and port'],
  ECONNRESET: ['it closes the connection', 'check that server and proxies before it'],
  EHOSTUNREACH: ['there is no way to it', 'check the network and firewalls'],
  ENETUNREACH: ['there is no way to its network', 'check the network and firewalls'],
  ABORT_ERR: [`no answer within ${TIMEOUT_MS / 1000} s`, 'check firewalls'],
  CERT_HAS_EXPIRED: ['its certificate has expired', CERTIFICATE],
  CERT_NOT_YET_VALID: ['its certificate is not valid yet', 'check the clock of this machine'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['its certificate is self-signed', CERTIFICATE],
  SELF_SIGNED_CERT_IN_CHAIN: ['its certificate is of an unknown authority', CERTIFICATE],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['its certificate is of an unknown authority', CERTIFICATE],
  ERR_TLS_CERT_ALTNAME_INVALID: ['its certificate is for another name', CERTIFICATE],
};
