/**
 * What a command relies on in a JSON answer: the type of a value, a list of such values in brackets, or the properties
 * that an object must have; it may have others.
 */
export type AnswerShape =
  | 'string'
  | 'number'
  | 'boolean'
  | readonly [AnswerShape]
  | { readonly [name: string]: AnswerShape };

/** Whether a parsed answer has what the command relies on. */
export function hasShape(answer: unknown, shape: AnswerShape): boolean {
  if (typeof shape === 'string') return typeof answer === shape;
  if (isList(shape)) {
    return Array.isArray(answer) && answer.every((item) => hasShape(item, shape[0]));
  }
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return false;
  return Object.entries(shape).every(([name, wanted]) =>
    hasShape((answer as Record<string, unknown>)[name], wanted),
  );
}

function isList(shape: AnswerShape): shape is readonly [AnswerShape] {
  return Array.isArray(shape);
}
