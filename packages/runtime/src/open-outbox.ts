import type { Catalog, Clock, Current, EventBus, IdSource } from '@tricord/core';
import { AddressGuard, HttpSender, Outbox, OutboxMetrics } from '@tricord/webhooks';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { CloseStack } from './close-stack.ts';
import type { Config } from './config/config-form.ts';

/** What the outbox needs besides the configuration. */
export interface OutboxParts {
  readonly catalog: Catalog;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly registry: Registry;
}

/** Creates the outbox, which delivers nothing until it is started; `opened` closes it. */
export function openOutbox(
  config: Current<Config>,
  parts: OutboxParts,
  opened: CloseStack,
): Outbox {
  const { catalog, registry, ...rest } = parts;
  const { outbox, journal } = catalog;
  const { clock } = rest;
  const { webhooks, events } = config.value;
  const guard = new AddressGuard(webhooks.allowPrivate);
  config.onReplaced((replaced) => guard.allowAlso(replaced.webhooks.allowPrivate));
  const sender = opened.own(new HttpSender({ guard, clock, timeoutMs: webhooks.timeoutMs }));
  const metrics = new OutboxMetrics(registry, outbox, clock);
  return opened.own(
    new Outbox(
      { ...rest, outbox, journal, sender, metrics },
      { ...webhooks, keepEventsMs: events.keepMs, keepEvents: events.keepCount },
    ),
  );
}
