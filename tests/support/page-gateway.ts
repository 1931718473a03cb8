import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GatewayProcess, TricordProcess } from '@tricord/lab';

/**
 * Starts `tricord serve` with a configuration as a page has it, in its own folder.
 * Whoever starts it closes it.
 */
export async function serveYaml(folder: string, yaml: string): Promise<GatewayProcess> {
  await writeFile(join(folder, 'tricord.yaml'), yaml, { mode: 0o600 });
  const process = new TricordProcess(['serve'], { cwd: folder });
  try {
    return await GatewayProcess.waitUntilServing(process);
  } catch (error) {
    await process.close();
    throw error;
  }
}
