import type { Session, SessionDescription } from '@tricord/core';
import { refusal } from '../errors.ts';
import type { Channel } from './channel.ts';

/** A channel, its session, and the current time in epoch milliseconds. */
interface Known {
  readonly channel: Channel;
  readonly session: Session;
  readonly now: number;
}

/** Variables that Asterisk computes, whatever was set under their names. */
const BUILT_IN: ReadonlyMap<string, (known: Known) => string> = new Map([
  ['CHANNEL', ({ channel }) => channel.name],
  ['UNIQUEID', ({ channel }) => channel.id],
  ['EXTEN', ({ channel }) => channel.dialplan.exten],
  ['CONTEXT', ({ channel }) => channel.dialplan.context],
  ['PRIORITY', ({ channel }) => String(channel.dialplan.priority)],
  ['EPOCH', ({ now }) => String(Math.floor(now / 1000))],
]);

/** The values of the function CHANNEL, by its argument. */
const CHANNEL_ITEMS: ReadonlyMap<string, (known: Known) => string> = new Map([
  ['name', ({ channel }) => channel.name],
  ['state', ({ channel }) => channel.state],
  ['language', ({ channel }) => channel.language],
  ['uniqueid', ({ channel }) => channel.id],
  ['linkedid', ({ channel }) => channel.id],
  ['channeltype', ({ channel }) => channel.name.split('/', 1)[0] ?? ''],
  ['accountcode', ({ channel }) => channel.accountcode],
  ['exten', ({ channel }) => channel.dialplan.exten],
  ['context', ({ channel }) => channel.dialplan.context],
]);

/** The party that each party function refers to. */
const PARTIES: ReadonlyMap<string, 'local' | 'remote'> = new Map([
  ['CALLERID', 'remote'],
  ['CONNECTEDLINE', 'local'],
]);

/**
 * The value of a variable, or of a function such as `CALLERID(num)`. Undefined: no such variable.
 * @throws TricordError with ARI's message for a function that cannot be read.
 */
export function readVariable(name: string, known: Known): string | undefined {
  const call = parseFunction(name);
  if (call === undefined) {
    const { metadata } = known.session.call;
    return (
      BUILT_IN.get(name)?.(known) ?? (Object.hasOwn(metadata, name) ? metadata[name] : undefined)
    );
  }
  const value = readFunction(call, known);
  if (value === undefined) throw refusal(500, 'Unable to read provided function');
  return value;
}

/**
 * The description of the call that results from setting a variable or function. Undefined for a function without
 * effect. Leading underscores, which mark inherited variables in Asterisk, are not part of the name.
 */
export function describeVariable(name: string, value: string): SessionDescription | undefined {
  const call = parseFunction(name);
  if (call === undefined) return { metadata: { [name.replace(/^__?/, '')]: value } };
  const party = PARTIES.get(call.name);
  if (party === undefined) return undefined;
  if (isNumber(call.argument)) return { [party]: { phoneNumber: value } };
  return call.argument === 'name' ? { [party]: { firstName: value, lastName: '' } } : undefined;
}

/** Whether setting the variable changes the caller. */
export function isCallerId(name: string): boolean {
  return parseFunction(name)?.name === 'CALLERID';
}

function parseFunction(text: string): { name: string; argument: string } | undefined {
  const { name, argument } = /^(?<name>[^(]+)\((?<argument>.*)\)$/s.exec(text)?.groups ?? {};
  return name === undefined || argument === undefined ? undefined : { name, argument };
}

function readFunction(
  { name, argument }: { name: string; argument: string },
  known: Known,
): string | undefined {
  switch (name) {
    case 'CALLERID':
      return readParty(known.channel.caller, argument);
    case 'CONNECTEDLINE':
      return readParty(known.channel.connected, argument);
    case 'CHANNEL':
      return CHANNEL_ITEMS.get(argument)?.(known);
    default:
      return undefined;
  }
}

/** Only name and number are known: the parties' other numbers and presentations are empty. */
function readParty({ name, number }: Channel['caller'], argument: string): string | undefined {
  if (argument === '') return undefined;
  if (argument === 'all') return `"${name}" <${number}>`;
  if (argument === 'name') return name;
  return isNumber(argument) ? number : '';
}

function isNumber(argument: string): boolean {
  return argument === 'num' || argument === 'number';
}
