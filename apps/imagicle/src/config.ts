import { type AccountSection, type AccountWith, text } from '@tricord/http-kit';
import { z } from 'zod';

/** `accounts[].imagicle`; who may come in are the account's users. */
export const imagicleSection = {
  name: 'imagicle' as const,
  schema: z.strictObject({
    /** Zone of the times without an offset that this API prints, and reads. */
    timeZone: text.default('UTC').refine(isTimeZone, 'must be an IANA time zone'),
    /** The most completed recordings that a list has whose client gives no page size. */
    listLimit: z.int().min(1).max(10_000).default(1000),
  }),
} satisfies AccountSection;

/** An account whose users are let in. */
export type ImagicleAccount = Pick<
  AccountWith<typeof imagicleSection>,
  'id' | 'users' | 'retention' | 'imagicle'
>;

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
