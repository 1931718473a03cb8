type Path = readonly (string | number)[];

/** Values with environment variables substituted, and the outcome for each reference to a variable. */
export interface Substituted {
  readonly value: unknown;
  /** Places whose value came from the environment. */
  readonly filled: readonly Path[];
  /** Places whose variable is unavailable; they keep their text. */
  readonly missing: readonly { readonly path: Path; readonly message: string }[];
}

/** `${NAME}`, or `$${…}`, which stands for a literal `${…}`. */
const REFERENCE = /\$(\$?)\{([^}]*)\}/g;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Replaces `${NAME}` in every string of `value`. Works on parsed values, not on the YAML source, so that
 * a secret may contain any character.
 */
export function substituteEnvironment(
  value: unknown,
  env: Readonly<Record<string, string | undefined>>,
): Substituted {
  const filled: Path[] = [];
  const missing: { path: Path; message: string }[] = [];

  const inText = (text: string, path: Path): string => {
    let taken = false;
    const result = text.replace(REFERENCE, (whole, escaped: string, name: string) => {
      if (escaped !== '') return whole.slice(1);
      const found = NAME.test(name) && Object.hasOwn(env, name) ? env[name] : undefined;
      if (found === undefined) {
        const why = NAME.test(name) ? `environment variable ${name} is not set` : NOT_A_NAME;
        missing.push({ path, message: why });
        return whole;
      }
      taken = true;
      return found;
    });
    if (taken) filled.push(path);
    return result;
  };

  const visit = (node: unknown, path: Path): unknown => {
    if (typeof node === 'string') return inText(node, path);
    if (Array.isArray(node)) return node.map((item, i) => visit(item, [...path, i]));
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, item]) => [key, visit(item, [...path, key])]),
    );
  };

  return { value: visit(value, []), filled, missing };
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: the notation itself is the subject.
const NOT_A_NAME = '${…} must hold the name of an environment variable; write $${ for a plain ${';
