export {
  type AccountConfig,
  type Config,
  type ConfigInput,
  configSchema,
} from './config/schema.ts';
