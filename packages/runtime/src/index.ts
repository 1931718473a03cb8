export { createFirstConfig } from './config/first-config.ts';
export { type LoadedConfig, type LoadOptions, loadConfig } from './config/load-config.ts';
export { type Environment, parseConfig } from './config/parse-config.ts';
export { InvalidConfigError } from './config/problems.ts';
export {
  type AccountConfig,
  type Config,
  type ConfigInput,
  configSchema,
} from './config/schema.ts';
export { ConfigDirectory } from './config-directory.ts';
export { RandomIds } from './random-ids.ts';
export { SystemClock } from './system-clock.ts';
