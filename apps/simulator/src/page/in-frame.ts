import type { Request, Response } from '../http/router.js';
import type { World } from '../store/state.js';
import type { OutsideWorld } from '../world/outside-world.js';
import { frame } from './frame.js';
import type { Html } from './html.js';

/** A content as a page of its world. */
export async function inFrame(outside: OutsideWorld, world: World, title: string, request: Request, content: Html): Promise<Response> {
  return shown(frame(title, world, await outside.api.clock(world.id), request.query.get('said'), request.path, content));
}

/** A page as the answer to a request. */
export function shown(body: string): Response {
  return { status: 200, contentType: 'text/html; charset=utf-8', body };
}
