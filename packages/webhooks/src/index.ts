export { AddressGuard } from './address-guard.ts';
export { HttpSender, type HttpSenderOptions, type Sender } from './http-sender.ts';
export { OutboxMetrics } from './metrics.ts';
export { Networks, parseNetwork } from './networks.ts';
export { Outbox, type OutboxDeps, type OutboxOptions } from './outbox.ts';
export {
  StandardWebhooks,
  WEBHOOK_KIND,
  type WebhookEndpoint,
  webhookKey,
} from './standard-webhooks.ts';
