import { Gauge, type Registry } from 'prom-client';
import { tricordVersion } from './version.ts';

/** `tricord_build_info`: always 1; the labels say which version runs, and on which Node. */
export function exposeBuildInfo(registry: Registry): void {
  const { versions, platform, arch } = process;
  new Gauge({
    name: 'tricord_build_info',
    help: 'Always 1; the labels say which version runs',
    labelNames: ['version', 'node', 'platform', 'arch'],
    registers: [registry],
  }).set({ version: tricordVersion(), node: versions.node, platform, arch }, 1);
}
