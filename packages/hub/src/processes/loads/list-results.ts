import { type LoadResult, largestInteger } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { readCursor, toPage } from '../../database/cursor.ts'
import type { Database } from '../../database/schema.ts'
import { readRun } from '../runs/run-view.ts'
import { editedPart } from './load-results.ts'

const place = z.number().int().min(0).max(largestInteger)
const cursor = z.tuple([place, place, z.string().max(2000)])

/** Behind all rows of an input: where the records are that it does not have any more. */
const behindRows = largestInteger

interface PlacedResult {
  readonly input: number
  readonly row: number
  /** Of a record that the input does not have any more. */
  readonly key: string
  readonly result: LoadResult
}

/**
 * A page of what became of the records of the inputs that a run has loaded, in their order; input by input, so that no page looks at
 * more than its own records. Throws `NOT_FOUND`.
 */
export async function listResults(
  db: Kysely<Database>,
  account: string,
  run: string,
  query: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ items: LoadResult[]; nextCursor: string | null }> {
  const [fromInput, fromRow, fromKey] = readCursor(query.cursor, cursor) ?? [0, 0, '']
  const { deployment } = await readRun(db, account, run)
  const inputs = await db
    .selectFrom('process_input')
    .select(['number', 'name'])
    .where('deployment_id', '=', deployment)
    .where('run', '=', run)
    .where('number', '>=', fromInput)
    .orderBy('number')
    .execute()
  const found: PlacedResult[] = []
  for (const { number, name } of inputs) {
    const isFirst = number === fromInput
    const where = { deployment, input: number, name }
    const missing = (): number => query.limit + 1 - found.length
    if (!isFirst || fromRow < behindRows) {
      found.push(...(await readRows(db, where, { after: isFirst ? fromRow : 0, limit: missing() })))
    }
    if (missing() === 0) break
    found.push(...(await readAbsent(db, where, { after: isFirst ? fromKey : '', limit: missing() })))
    if (missing() === 0) break
  }
  return toPage(
    found,
    query.limit,
    ({ result }) => result,
    ({ input, row, key }) => [input, row, key],
  )
}

interface Place {
  readonly deployment: string
  readonly input: number
  /** Of the input. */
  readonly name: string
}

async function readRows(
  db: Kysely<Database>,
  { deployment, input, name }: Place,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly PlacedResult[]> {
  const rows = await db
    .selectFrom('process_input_row')
    .select(['row', 'label', 'outcome', 'detail', 'edited'])
    .where('deployment_id', '=', deployment)
    .where('input', '=', input)
    .where('outcome', 'is not', null)
    .where('row', '>', after)
    .orderBy('row')
    .limit(limit)
    .execute()
  return rows.map(({ row, label, outcome, detail, edited }) => {
    const result = { input: name, row, key: label, outcome, ...detail, ...editedPart(edited) } as LoadResult
    return { input, row, key: '', result }
  })
}

async function readAbsent(
  db: Kysely<Database>,
  { deployment, input, name }: Place,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly PlacedResult[]> {
  const rows = await db
    .selectFrom('process_absent_row')
    .select(['key', 'label', 'outcome', 'detail'])
    .where('deployment_id', '=', deployment)
    .where('input', '=', input)
    .where('key', '>', after)
    .orderBy('key')
    .limit(limit)
    .execute()
  return rows.map(({ key, label, outcome, detail }) => {
    const result = { input: name, row: null, key: label, outcome, ...detail } as LoadResult
    return { input, row: behindRows, key, result }
  })
}
