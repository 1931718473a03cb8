import {
  type AccountOf,
  configForm,
  type ConfigInput as InputOf,
  type Config as RuntimeConfig,
} from '@tricord/runtime';
import { DIALECTS } from './dialects.ts';

type Section = (typeof DIALECTS)[number]['section'];

/** The configuration of the gateway: the neutral settings, and those of every dialect. */
export const gatewayForm = configForm<Section>(DIALECTS.map(({ section }) => section));

/** The schema of all settings. */
export const configSchema = gatewayForm.schema;

/** An account with the settings of every dialect. */
export type GatewayAccount = AccountOf<Section>;

/** The parsed configuration. */
export type Config = RuntimeConfig<GatewayAccount>;

/** The configuration in its file. */
export type ConfigInput = InputOf<Section>;
