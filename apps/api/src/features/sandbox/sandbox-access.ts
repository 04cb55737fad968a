import type { Env } from '../../env.schema.js';
import { forbidden, HttpProblem, notFound } from '../../http/problem.js';
import type { RequestContext } from '../../http/request-context.js';
import { readWorlds, type Statements, type World } from './worlds.js';

/** The operator key of the sandbox. Throws a 404 where there is none: without it there is no sandbox. */
export function sandboxKeyOf(env: Env): string {
  if (env.SANDBOX_KEY === undefined) throw new HttpProblem(404, 'no_sandbox', 'No sandbox', 'This installation has no sandbox. Set SANDBOX_KEY to have one.');
  return env.SANDBOX_KEY;
}

/**
 * The world that is asked for: the oldest one for the sandbox key unless it names another, and for people only the one
 * in which their supplier lives. Throws a 404 when there is no such world.
 */
export async function worldOf(db: Statements, context: RequestContext, worldPublicId: string | undefined): Promise<World> {
  const worlds = await readWorlds(db);
  const open = context.isSandboxKey ? worlds : worlds.filter(await livesIn(db, context));
  const world = worldPublicId === undefined ? open[0] : open.find(({ publicId }) => publicId === worldPublicId);
  if (world === undefined) throw notFound('world');
  return world;
}

async function livesIn(db: Statements, context: RequestContext): Promise<(world: World) => boolean> {
  if (context.tenantId === null) throw forbidden('A clock is moved by its supplier: sign in as its administrator.');
  const [own] = await db.query<{ world_id: number }[]>('select world_id from world_of_tenant($1)', [context.tenantId]);
  return ({ worldId }) => worldId === own?.world_id;
}
