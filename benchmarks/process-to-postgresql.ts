// A full refresh of 100,000 invoices with their lines into two tables of PostgreSQL, against what one would write by hand: the
// NDJSON of the same query through psql's `\copy` into a table of documents, and from there into like tables. Both read from
// the same server without a rate limit, and wait for the disk. Needs psql (Debian: postgresql-client).
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startOwnServer } from '../packages/hub/src/testing/database/own-server.ts'
import { environmentOf } from './support/connect.ts'
import { bin, measureProgram } from './support/measure-program.ts'
import { median, report, round } from './support/measurement.ts'
import { startPageServer } from './support/start-page-server.ts'
import { fieldList, tables, writeDefinition } from './support/write-definition.ts'

const records = 100_000
const linesEach = 3
const rounds = 3
const fast = ['--requests-per-second', '1000']

/** A row for each invoice and each line, as the mapping of the process has them; `\x01` and `\x02` are in no document. */
const byHand = String.raw`
begin;
create temporary table page (document jsonb) on commit drop;
\copy page from pstdin with (format csv, quote E'\x01', delimiter E'\x02')
insert into by_hand.invoice
  select (document->>'id')::bigint, document->>'invoice-number', left(document->>'invoice-date', 10)::date,
    (document->>'updated-at')::timestamptz, document->>'status', (document->>'total-with-taxes')::numeric(32,4),
    (document->>'gross-total')::numeric(32,4), (document->>'paid')::boolean, document->'currency'->>'code',
    document->'supplier'->>'number', document->'supplier'->>'name'
  from page;
insert into by_hand.invoice_line
  select (document->>'id')::bigint, (line->>'id')::bigint, (line->>'line-num')::bigint, line->>'description',
    (line->>'price')::numeric(32,6), (line->>'quantity')::numeric(32,6), (line->>'total')::numeric(32,4),
    line->'account'->>'code'
  from page, jsonb_array_elements(document->'invoice-lines') as line;
commit;
`

await using server = await startPageServer({ records, lines: linesEach })
await using database = await startOwnServer({ fsync: 'on' })
const environment = environmentOf(server)
const folder = mkdtempSync(join(tmpdir(), 'to-postgresql-'))
const file = writeDefinition(folder, { values: { target: { kind: 'postgresql' } }, mapping: tables })
const script = join(folder, 'by-hand.sql')
writeFileSync(script, byHand)
const client = new pg.Client({ connectionString: database.url })
await client.connect()

const ours: number[] = []
const theirs: number[] = []
for (let turn = 0; turn < rounds; turn++) {
  ours.push(await secondsOfProcess(turn))
  theirs.push(await secondsOfPipe())
}
await client.end()
rmSync(folder, { recursive: true })

report([
  {
    what: 'full refresh of 100,000 invoices with 300,000 lines into tables of PostgreSQL: time',
    against: '`query --format ndjson` through `psql \\copy` into like tables',
    value: round(median(ours.map((seconds, turn) => seconds / (theirs[turn] ?? Number.NaN)))),
    unit: '×',
    reach: { atMost: 1.5 },
    figures: { oursSeconds: round(median(ours), 1), byHandSeconds: round(median(theirs), 1), rounds },
  },
])

async function secondsOfProcess(turn: number): Promise<number> {
  await client.query('drop schema if exists process cascade')
  const places = ['--set', `target.url=${database.url}`, '--set', 'target.schema=process']
  const state = ['--state', join(folder, `state-${turn}`)]
  const { seconds } = await measureProgram(['processes', 'run', file, ...places, ...state, ...fast], environment)
  await countRows('process')
  return seconds
}

/** Like tables: the same columns and keys, without what the process adds. */
async function secondsOfPipe(): Promise<number> {
  await client.query('drop schema if exists by_hand cascade; create schema by_hand')
  for (const table of ['invoice', 'invoice_line']) {
    await client.query(`create table by_hand.${table} (like process.${table} including all)`)
    const { rows } = await client.query<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_schema = 'by_hand' and table_name = $1 and column_name like '\\_coupa%'`,
      [table],
    )
    for (const { name } of rows) await client.query(`alter table by_hand.${table} drop column ${name} cascade`)
  }
  const startedAt = performance.now()
  const query = spawn(
    process.execPath,
    [bin, 'query', 'invoices', '--fields', fieldList, '--format', 'ndjson', ...fast],
    {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const psql = spawn('psql', ['--no-psqlrc', '--quiet', '--set', 'ON_ERROR_STOP=1', '--file', script, database.url], {
    stdio: [query.stdout, 'inherit', 'inherit'],
  })
  const [status] = await once(psql, 'close')
  const seconds = (performance.now() - startedAt) / 1000
  if (status !== 0) throw new Error(`psql ended with ${status}`)
  await countRows('by_hand')
  return seconds
}

async function countRows(schema: string): Promise<void> {
  for (const [table, expected] of [
    ['invoice', records],
    ['invoice_line', records * linesEach],
  ] as const) {
    const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from ${schema}.${table}`)
    if (rows[0]?.count !== expected) throw new Error(`expected ${expected} rows in ${schema}.${table}`)
  }
}
