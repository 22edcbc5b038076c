import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import type { CheckReport } from '../contract/check.ts'
import type { OpenOptions } from '../contract/destination-type.ts'
import { type CheckStep, runCheck } from '../contract/run-check.ts'
import { connect } from './connect.ts'
import { postgresqlError } from './postgresql-error.ts'
import { quoted } from './sql-names.ts'

/** Connects, creates a table in the schema, writes into it, and takes all of it back. */
export async function* checkDatabase(
  given: Readonly<Record<string, string>>,
  options: OpenOptions,
): AsyncGenerator<CheckReport> {
  const { schema = 'public' } = given
  const { clock } = options
  const probe = `${quoted(schema)}.${quoted(`coupa_connector_probe_${randomUUID()}`)}`
  let client: Client | undefined
  const steps: readonly CheckStep[] = [
    [
      'connect',
      'The database can be reached, and the user is known there.',
      async () => {
        client = await connect(given, options)
      },
    ],
    [
      'write',
      `Tables can be created in the schema ${schema}.`,
      async () => {
        await client?.query(`begin; create schema if not exists ${quoted(schema)}`)
        await client?.query(`create table ${probe} (probe text)`)
      },
    ],
    ['commit', 'Rows can be written.', async () => client?.query(`insert into ${probe} values ('probe')`)],
    ['clean-up', 'Nothing is left behind.', async () => client?.query('rollback')],
  ]
  try {
    yield* runCheck(steps, clock, (error, stage) => postgresqlError(error, `The stage ${stage}`))
  } finally {
    await client?.end().catch(() => {})
  }
}
