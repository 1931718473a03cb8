import type { Application } from '../applications/application.ts';
import type { components } from '../generated/api.ts';

/** Maps an application to ARI. */
export function toApplication(application: Application): components['schemas']['Application'] {
  return {
    name: application.name,
    channel_ids: application.subscribedTo('channel'),
    bridge_ids: application.subscribedTo('bridge'),
    endpoint_ids: application.subscribedTo('endpoint'),
    device_names: application.subscribedTo('deviceState'),
    events_allowed: [...application.filter.allowed],
    events_disallowed: [...application.filter.disallowed],
  };
}
