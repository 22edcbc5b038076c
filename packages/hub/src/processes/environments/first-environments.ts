import type { Kysely } from 'kysely'
import { createId } from '../../basics/create-id.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { Database } from '../../database/schema.ts'

const classifications = ['test', 'production'] as const

/** Gives a new account the environments that everybody has. */
export async function createFirstEnvironments(trx: Kysely<Database>, account: string): Promise<void> {
  const rows = classifications.map((classification) => ({
    account_id: account,
    id: createId(),
    name: classification,
    classification,
    created_at: hubNow(),
  }))
  await trx.insertInto('environment').values(rows).execute()
}
