import { configForm, type ConfigInput as InputOf } from '../config/config-form.ts';

/** The configuration form without dialects. */
export const neutralForm = configForm([]);

/** The settings that every process has. */
export const configSchema = neutralForm.schema;

export type ConfigInput = InputOf<never>;
