import type { Kysely } from 'kysely'
import { hubNow } from '../database/hub-now.ts'
import type { Database } from '../database/schema.ts'

/** Lets the node beat, or all of them where none is named: silent nodes get no work. */
export async function hearNodes(db: Kysely<Database>, node?: { readonly id: string }): Promise<void> {
  await db
    .updateTable('container_node')
    .set({ last_seen_at: hubNow() })
    .$if(node !== undefined, (update) => update.where('id', '=', node?.id ?? ''))
    .execute()
}
