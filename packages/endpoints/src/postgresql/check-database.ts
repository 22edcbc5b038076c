import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import type { CheckReport, CheckStage } from '../contract/check.ts'
import type { OpenOptions } from '../contract/destination-type.ts'
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
  const steps: readonly (readonly [CheckStage, string, () => Promise<unknown>])[] = [
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
    for (const [stage, message, work] of steps) {
      const startedAtMs = clock.monotonicMs()
      const durationMs = (): number => Math.round(clock.monotonicMs() - startedAtMs)
      try {
        await work()
        yield { stage, status: 'passed', message, durationMs: durationMs() }
      } catch (error) {
        const { code, message: failure, remedy } = postgresqlError(error, `The stage ${stage}`)
        yield { stage, status: 'failed', code, message: failure, remedy, durationMs: durationMs() }
        return
      }
    }
  } finally {
    await client?.end().catch(() => {})
  }
}
