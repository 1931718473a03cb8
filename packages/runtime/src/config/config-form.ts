import type { AccountSection, SectionSettings } from '@tricord/http-kit';
import { z } from 'zod';
import { brokenRules } from './rules.ts';
import { account, settings } from './schema.ts';

/** An account, validated and complete, without the settings of any dialect. */
export type AccountConfig = z.output<typeof account>;

/** The configuration as the program uses it: validated, with all defaults filled in. */
export type Config<Account extends AccountConfig = AccountConfig> = Omit<
  z.output<typeof settings>,
  'accounts'
> & { readonly accounts: readonly Account[] };

/** The settings of accounts that have these sections. */
export type AccountOf<Section extends AccountSection> = AccountConfig & SectionSettings<Section>;

/** The configuration as people write it. */
export type ConfigInput<Section extends AccountSection> = Omit<
  z.input<typeof settings>,
  'accounts'
> & {
  accounts: (z.input<typeof account> & {
    [S in Section as S['name']]?: z.input<S['schema']>;
  })[];
};

/** Everything that can be configured where certain dialects are served. */
export interface ConfigForm<Section extends AccountSection> {
  readonly sections: readonly Section[];
  readonly schema: z.ZodType<Config<AccountOf<Section>>, ConfigInput<Section>>;
}

/** The configuration of a process that serves the dialects with these sections. */
export function configForm<Section extends AccountSection>(
  sections: readonly Section[],
): ConfigForm<Section> {
  const own = Object.fromEntries(
    sections.map(({ name, schema }) => [name, schema.prefault({})] as const),
  );
  const schema = settings
    .extend({ accounts: z.array(account.extend(own)).min(1) })
    .superRefine((config, context) => {
      for (const { path, message } of brokenRules(config, sections)) {
        context.addIssue({ code: 'custom', path: [...path], message });
      }
    });
  // zod does not know the keys that the sections have added.
  return { sections, schema: schema as unknown as ConfigForm<Section>['schema'] };
}
