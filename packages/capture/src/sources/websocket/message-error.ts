import type { z } from 'zod';

/** The message breaks the protocol: the stream ends. */
export class MessageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MessageError';
  }
}

/**
 * The message as its schema has it.
 * @throws MessageError that names the first field that is wrong.
 */
export function checked<T extends z.ZodType>(schema: T, message: unknown): z.output<T> {
  const result = schema.safeParse(message);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new MessageError(`${issue?.path.join('.')}: ${issue?.message}`);
}
