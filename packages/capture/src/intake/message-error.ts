import type { z } from 'zod';
import type { AnomalyKind } from './anomaly-kind.ts';

/** A message is malformed. It is skipped, and the stream continues. */
export class MessageError extends Error {
  readonly kind: AnomalyKind;

  constructor(kind: AnomalyKind, message: string) {
    super(message);
    this.name = 'MessageError';
    this.kind = kind;
  }
}

/**
 * Parses a message by its schema.
 * @throws MessageError that names the first invalid field.
 */
export function checked<T extends z.ZodType>(schema: T, message: unknown): z.output<T> {
  const result = schema.safeParse(message);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new MessageError('malformed', `${issue?.path.join('.')}: ${issue?.message}`);
}
