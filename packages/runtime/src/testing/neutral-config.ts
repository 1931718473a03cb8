import { configForm, type ConfigInput as InputOf } from '../config/config-form.ts';

/** The form of a configuration without dialects. */
export const neutralForm = configForm([]);

/** The settings that every process has, whatever it serves. */
export const configSchema = neutralForm.schema;

export type ConfigInput = InputOf<never>;
