import { randomUUID } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { EndpointClock } from '../../contract/destination-type.ts'
import { makeFolder } from '../../files/make-folder.ts'

const spoolName = '.coupa-connector-spool-'
const dayMs = 86_400_000

/** A name for a temporary file in a folder, from which it removes what killed runs left more than a day ago. */
export async function spoolFile(folder: string, clock: EndpointClock): Promise<string> {
  await makeFolder(folder, 0o750)
  await sweep(folder, clock)
  return join(folder, `${spoolName}${randomUUID()}`)
}

async function sweep(folder: string, clock: EndpointClock): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(spoolName)) continue
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (found !== undefined && clock.now() - found.mtimeMs > dayMs) await rm(join(folder, name), { force: true })
  }
}
