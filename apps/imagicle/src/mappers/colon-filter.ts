/** A filter of the vendor's "RHS colon" syntax. */
export interface ColonFilter<Operator extends string> {
  readonly operator: Operator | 'equals';
  readonly value: string;
}

/**
 * Parses `operator:value`. A value without one of the operators (in any case) means `equals:`, even if it
 * contains colons, as times and SIP addresses do. Undefined: no filter.
 * @param operators the other operators of the filter.
 */
export function colonFilter<Operator extends string>(
  text: string | undefined,
  operators: readonly Operator[] = [],
): ColonFilter<Operator> | undefined {
  if (!text) return undefined;
  const colon = text.indexOf(':');
  const word = text.slice(0, Math.max(0, colon)).toLowerCase();
  const operator = (['equals', ...operators] as const).find((known) => known === word);
  return operator === undefined
    ? { operator: 'equals', value: text }
    : { operator, value: text.slice(colon + 1) };
}
