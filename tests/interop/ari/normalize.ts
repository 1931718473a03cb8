import { mapStrings, nameIds, shapeOf } from '@tricord/http-compare';

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}([+-]\d{4})$/;

/** Channels that only a switch has: the lab's other end of a call, and what Asterisk puts into a bridge to record it. */
const CHANNEL_OF_SWITCHING = /^(?:\{\w+\};2|\d+\.\d+)$/;

/**
 * JSON without what differs from run to run: ids become the names that the scenario gave them, instants become
 * noughts in the same form, and what only says which system it is becomes its type.
 */
export function normalize(value: unknown, names: ReadonlyMap<string, string>): unknown {
  const named = mapStrings(value, (text, member) => {
    if (member === 'asterisk_id' || member === 'entity_id') return text === '' ? '' : '(an id)';
    return nameIds(text, names).replace(TIMESTAMP, '0000-00-00T00:00:00.000$1');
  });
  return withoutSwitchChannels(named);
}

function withoutSwitchChannels(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .map(withoutSwitchChannels)
      .filter((item) => typeof item !== 'string' || !CHANNEL_OF_SWITCHING.test(item));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, withoutSwitchChannels(item)]),
  );
}

/** Without what a channel says of the switch that it is in: its name, and where in the dialplan it is. */
export function withoutSwitching(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSwitching);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, item]) => [name, withoutSwitching(item)]);
  const plain: Record<string, unknown> = Object.fromEntries(members);
  if (!('dialplan' in value) || !isObject(plain.dialplan)) return plain;
  const { context, exten, ...dialplan } = plain.dialplan;
  return {
    ...plain,
    name: shapeOf(plain.name),
    dialplan: { ...dialplan, context: shapeOf(context), exten: shapeOf(exten) },
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
