import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that somebody has put into the folder of a tenant. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Names under which a sender is still writing, by the habit of renaming a file once it is whole. */
const UNFINISHED = /^\.|\.(part|tmp|filepart)$/i;
const FILES_AT_ONCE = 20;

/**
 * The whole files in a tenant's folder `<folder>/<tenant id>`, by name; none when there is no such folder. A sender
 * writes under a name that ends in `.part` and renames the file when it is whole.
 */
export async function droppedFiles(folder: string, tenantPublicId: string): Promise<DroppedFile[]> {
  const home = join(folder, tenantPublicId);
  const entries = await readdir(home, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const names = entries.filter((entry) => entry.isFile() && !UNFINISHED.test(entry.name)).map((entry) => entry.name).sort();
  const files: DroppedFile[] = [];
  for (const name of names.slice(0, FILES_AT_ONCE)) files.push({ name, bytes: await readFile(join(home, name)) });
  return files;
}

/** Moves a file that was worked on to `done` or `refused`, its hash before its name, so that no two ever collide. */
export async function putAway(folder: string, tenantPublicId: string, file: DroppedFile, where: 'done' | 'refused'): Promise<void> {
  const target = join(folder, tenantPublicId, where);
  await mkdir(target, { recursive: true });
  const hash = createHash('sha256').update(file.bytes).digest('hex').slice(0, 16);
  await rename(join(folder, tenantPublicId, file.name), join(target, `${hash}-${file.name}`));
}
