import { randomUUID } from 'node:crypto';
import type { IdSource } from '@tricord/core';

/** The id-source port: random UUIDs (RFC 9562, version 4). */
export class RandomIds implements IdSource {
  uuid(): string {
    return randomUUID();
  }
}
