/** A filter of the vendor's "RHS colon" syntax. */
export interface ColonFilter<Operator extends string> {
  readonly operator: Operator | 'equals';
  readonly value: string;
}

/**
 * Reads `operator:value`. A value without one of the operators (in any case) stands for `equals:`, also
 * when it has colons of its own, as times and SIP addresses do. Undefined: no filter.
 * @param operators the other ones that the filter has.
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
