import {
  type Clock,
  type DeliveryKind,
  type DirectDeliveryKind,
  type IdSource,
  maskedUrl,
  type NewDelivery,
  type OutboxCatalog,
  type RecordingEvent,
} from '@tricord/core';
import type { Logger } from 'pino';

export interface PlannerDeps {
  readonly outbox: Pick<OutboxCatalog, 'journal' | 'plan'>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
}

/** How many journal entries are processed in one transaction. */
const PAGE = 100;

/** Creates deliveries from the journal. */
export class Planner {
  readonly #deps: PlannerDeps;

  constructor(deps: PlannerDeps) {
    this.#deps = deps;
  }

  /** Processes the whole journal. @throws what the catalog throws: what has not been planned stays in the journal. */
  async plan(kinds: Kinds): Promise<void> {
    const { outbox } = this.#deps;
    for (;;) {
      const entries = await outbox.journal(PAGE);
      const last = entries.at(-1);
      if (last === undefined) return;
      const deliveries: NewDelivery[] = [];
      for (const { event } of entries) deliveries.push(...(await this.#deliveriesOf(event, kinds)));
      await outbox.plan(last.position, deliveries);
      // The journal may be long after a time without an outbox: other work gets a turn.
      if (entries.length === PAGE) await new Promise(setImmediate);
    }
  }

  async #deliveriesOf(event: RecordingEvent, kinds: Kinds): Promise<NewDelivery[]> {
    const { clock, ids, logger } = this.#deps;
    return (await this.#targetsOf(event, kinds)).flatMap(({ kind, url }) => {
      if (!isCallable(url)) {
        const where = { kind, url: maskedUrl(url), recording: event.recording.id };
        logger.error(where, 'a receiver has an unusable URL: nothing is sent there');
        return [];
      }
      return [{ id: ids.uuid(), kind, url, event, createdAt: clock.now() }];
    });
  }

  async #targetsOf(event: RecordingEvent, kinds: Kinds): Promise<readonly Target[]> {
    const { notify, id: recording } = event.recording;
    const targets: Target[] = [];
    for (const kind of kinds.values()) {
      try {
        targets.push(...(await kind.targets(event)).map((url) => ({ kind: kind.name, url })));
      } catch (error) {
        // It asks the catalog, which cannot be read now.
        if ('deliver' in kind) throw error;
        // One event that a kind fails on must not block all others.
        this.#deps.logger.error(
          { err: error, kind: kind.name, recording },
          'the receivers of an event could not be determined: none is notified',
        );
      }
    }
    // A dialect that this process does not serve: the one that does decides whether the client wants this event.
    return notify === undefined || kinds.has(notify.kind)
      ? targets
      : [...targets, { kind: notify.kind, url: notify.url }];
  }
}

type Kinds = ReadonlyMap<string, DeliveryKind | DirectDeliveryKind>;

interface Target {
  readonly kind: string;
  readonly url: string;
}

function isCallable(url: string): boolean {
  return URL.canParse(url) && /^(https?|mailto):$/.test(new URL(url).protocol);
}
