import { mapStrings, nameIds, shapeOf } from '@tricord/http-compare';

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}([+-]\d{4})$/;

/** Names of channels that only a switch has: the far end of a lab call, and Asterisk's recorder in a bridge. */
const CHANNEL_OF_SWITCHING = /^(?:\{\w+\};2|\d+\.\d+)$/;

/**
 * Removes differences between runs: replaces ids by the scenario's names, times by zeros of the same form, and data about
 * the host by its type.
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

/** Removes a channel's name and its position in the dialplan. */
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
