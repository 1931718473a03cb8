import { type AccountSection, type AccountWith, timeZone } from '@tricord/http-kit';
import { z } from 'zod';

/** `accounts[].imagicle`; the account's users may log in. */
export const imagicleSection = {
  name: 'imagicle' as const,
  schema: z.strictObject({
    /** Time zone of the times without an offset in this API. */
    timeZone: timeZone.default('UTC'),
    /** Maximum number of completed recordings in a list without a page size. */
    listLimit: z.int().min(1).max(10_000).default(1000),
  }),
} satisfies AccountSection;

/** An account whose users may log in. */
export type ImagicleAccount = Pick<
  AccountWith<typeof imagicleSection>,
  'id' | 'users' | 'cors' | 'retention' | 'imagicle'
>;
