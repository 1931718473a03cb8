/** The ids of one side, by the names that a subject gives them. */
export type Names = ReadonlyMap<string, string>;

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}([+-]\d{4})$/;

/** Channels that only a switch has: the lab's other end of a call, and what Asterisk puts into a bridge to record it. */
const CHANNEL_OF_SWITCHING = /^(?:\{\w+\};2|\d+\.\d+)$/;

/**
 * JSON without what differs from run to run: ids become the names that the subject gave them, instants become
 * noughts in the same form, and what only says which system it is becomes its type.
 */
export function normalise(value: unknown, names: Names, key = ''): unknown {
  if (Array.isArray(value)) {
    return value
      .map((item) => normalise(item, names))
      .filter((item) => typeof item !== 'string' || !CHANNEL_OF_SWITCHING.test(item));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, normalise(member, names, name)]),
    );
  }
  if (typeof value !== 'string') return value;
  if (key === 'asterisk_id' || key === 'entity_id') return value === '' ? '' : '(an id)';
  const text = [...names].reduce((t, [name, id]) => t.replaceAll(id, `{${name}}`), value);
  return text.replace(TIMESTAMP, '0000-00-00T00:00:00.000$1');
}

/**
 * Only what the subject itself brought about: a list, and the lists of ids in it, may hold other calls, too.
 * @param isKnown whether an id is one of the subject's own.
 */
export function ownOnly(value: unknown, isKnown: (id: string) => boolean): unknown {
  if (!Array.isArray(value)) return value;
  return value.filter((item) => {
    const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
    return typeof id !== 'string' || isKnown(id);
  });
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

/** The type of each leaf in place of its value. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shapeOf(item)]));
  }
  return `(a ${typeof value})`;
}

/** The items of a list in an order of their own. */
export function inOrder(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const text = (item: unknown) => JSON.stringify(item) ?? '';
  return [...value].sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

/** Changes what lies at a path such as `body.config`; `*` stands for every member or item. */
export function changeAt(
  value: unknown,
  path: string,
  change: (part: unknown) => unknown,
): unknown {
  const [first = '', ...rest] = path.split('.');
  if (typeof value !== 'object' || value === null) return value;
  const below = (part: unknown) =>
    rest.length === 0 ? change(part) : changeAt(part, rest.join('.'), change);
  if (Array.isArray(value)) {
    return value.map((item, i) => (first === '*' || first === String(i) ? below(item) : item));
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      first === '*' || first === name ? below(item) : item,
    ]),
  );
}
