import type { Client } from 'pg'
import type { Batch, CommittedObject, OutgoingRecord } from '../contract/batch.ts'
import type { Destination, PrepareOptions, ShapeChange } from '../contract/destination.ts'
import type { DestinationType, OpenOptions, SettingDeclaration } from '../contract/destination-type.ts'
import { batchSuperseded, EndpointError } from '../contract/endpoint-error.ts'
import { explainFailures } from '../contract/explain-failures.ts'
import { findRefusedRecords } from '../contract/find-refused-records.ts'
import type { Shape, Table } from '../contract/shape.ts'
import { readSettings } from '../objects/read-settings.ts'
import { checkDatabase } from './check-database.ts'
import { connect, parseUrl } from './connect.ts'
import { copyRows, deletionsOf, stageRecords } from './copy-batch.ts'
import { beginGeneration, checkGeneration, isNewToGeneration, nameGeneration, switchTables } from './generations.ts'
import { createStaging, dropOutdated, markDeleted, mergeTable, stagingName } from './merge-batch.ts'
import { postgresqlError } from './postgresql-error.ts'
import { quoted } from './sql-names.ts'
import { batchTable, batchTableSql, checkNames, deletedColumn, nextSuffix, planTables } from './tables.ts'

const settings: readonly SettingDeclaration[] = [
  {
    name: 'url',
    title: 'URL',
    description: 'where the database is: postgresql://user@host:5432/database',
    isRequired: true,
    isSecret: false,
  },
  { name: 'password', title: 'Password', description: 'of the user in the URL', isRequired: false, isSecret: true },
  {
    name: 'schema',
    title: 'Schema',
    description: 'the schema of the tables; it is created if it is missing',
    isRequired: false,
    isSecret: false,
    default: 'public',
  },
]

/** Tables of a PostgreSQL database. */
export const postgresqlDestination: DestinationType = {
  kind: 'postgresql',
  title: 'PostgreSQL',
  guarantee: 'exactly-once',
  formats: [],
  shapes: ['tables', 'flat'],
  settings,
  isLocal: false,
  open: async (given, options) => {
    const complete = readSettings(given, settings, 'postgresql')
    parseUrl(complete.url ?? '')
    return createPostgresqlDestination(complete, options)
  },
}

/** SQLSTATE of a row whose key is in the table already. */
const uniqueViolation = '23505'
const committing = 'Committing the batch'
/** More refused records than this are not a matter of single records. */
const mostRefused = 100

/** A batch in an open transaction. */
interface WrittenBatch {
  readonly batch: Batch
  readonly objects: readonly CommittedObject[]
  /** Whether its rows have to be merged from the temporary tables; otherwise they are in their tables already. */
  readonly isStaged: boolean
  /** The connection that has the transaction: on another one there is nothing to commit. */
  readonly client: Client
}

/**
 * A batch is one transaction: its rows are copied into temporary tables, merged into the tables in use, and its id is added to
 * the batch table. So whatever is killed when, the batch has its effect once, and the batch table knows. A full refresh, which
 * has nothing to replace in the tables that it collects, copies straight into them.
 */
function createPostgresqlDestination(given: Readonly<Record<string, string>>, options: OpenOptions): Destination {
  const { schema = 'public' } = given
  let client: Client | undefined
  let tables: readonly Table[] = []
  let suffix = ''
  let written: WrittenBatch | undefined

  const nameOf = (table: Table): string => `${table.name}${suffix}`
  const targetOf = (table: Table): string => `${quoted(schema)}.${quoted(nameOf(table))}`
  const batches = `${quoted(schema)}.${batchTable}`

  async function connected(): Promise<Client> {
    // Between transactions a connection may have been ended by the server, or by a firewall without a word.
    if (client !== undefined && written === undefined) await client.query('select 1').catch(forgetClient)
    if (client !== undefined) return client
    const opened = await connect(given, options)
    const forget = (): void => {
      if (client === opened) client = undefined
    }
    opened.on('error', forget)
    opened.on('end', forget)
    client = opened
    if (tables.length > 0) await createStaging(opened, schema, tables.map(nameOf))
    return opened
  }

  function forgetClient(): void {
    client = undefined
  }

  async function prepare(
    shape: Shape,
    { generation, isDryRun = false }: PrepareOptions = {},
  ): Promise<readonly ShapeChange[]> {
    if (shape.kind === 'nested') {
      throw new EndpointError('SHAPE_CONFLICT', 'PostgreSQL takes rows, and the mapping makes documents.', {
        field: 'mapping.shape',
        remedy: 'Use the shape tables or flat.',
      })
    }
    for (const table of shape.tables) checkNames(table)
    const database = await connected()
    suffix = generation === undefined ? '' : nextSuffix
    const wanted = shape.tables.map((table) => ({ ...table, name: nameOf(table) }))
    if (generation !== undefined && !isDryRun) await beginGeneration(database, schema, wanted, generation)
    const steps = await planTables(database, schema, wanted)
    if (!isDryRun) {
      for (const { sql } of steps) await database.query(sql)
      if (!(await exists(database, batches))) await database.query(batchTableSql(schema))
      if (generation !== undefined) await nameGeneration(database, schema, wanted, generation)
      tables = shape.tables
      await createStaging(
        database,
        schema,
        wanted.map(({ name }) => name),
      )
    }
    return steps.map(({ sql: _, ...change }) => change)
  }

  async function write(batch: Batch): Promise<void> {
    if (written !== undefined) await rollback()
    const database = await connected()
    if (await isNew(database, batch)) {
      try {
        await writeInTransaction(database, batch, { isStaged: false })
        return
      } catch (error) {
        // Another record has the same key: the later one replaces it, which takes a merge.
        if (Object(error).code !== uniqueViolation) throw error
      }
    }
    await writeInTransaction(database, batch, { isStaged: true })
  }

  /** Whether nothing of a batch is in its tables, and nobody reads them yet. */
  async function isNew(database: Client, { generation, records }: Batch): Promise<boolean> {
    if (generation === undefined) return false
    const ids = records.map(({ id }) => String(id))
    return await isNewToGeneration(database, schema, tables, generation, ids)
  }

  async function writeInTransaction(
    database: Client,
    batch: Batch,
    { isStaged }: Pick<WrittenBatch, 'isStaged'>,
  ): Promise<void> {
    // The server knows nothing of the temporary tables, and would read whole tables to find the rows of a batch.
    await database.query('begin; set local random_page_cost = 1.1')
    try {
      if (isStaged) await stageRecords(database, batch)
      const objects: CommittedObject[] = []
      for (const [place, table] of tables.entries()) {
        const into = isStaged ? `pg_temp.${stagingName(place)}` : targetOf(table)
        objects.push(await copyRows(database, batch, { table, into, schema }))
      }
      const deletions = deletionsOf(batch, { table: tables[0], schema })
      written = {
        batch,
        isStaged,
        objects: [
          ...objects.filter(({ records }, place) => records > 0 || (place === 0 && deletions === undefined)),
          ...(deletions === undefined ? [] : [deletions]),
        ],
        client: database,
      }
    } catch (error) {
      await rollback()
      throw error
    }
  }

  async function commit(batchId: string): Promise<readonly CommittedObject[]> {
    if (written?.batch.id !== batchId) return await committedBefore(batchId)
    const { batch, objects, isStaged, client: database } = written
    const { generation } = batch
    if (database !== client) {
      written = undefined
      throw new EndpointError(
        'INTERRUPTED',
        'The connection was lost before the batch was committed; nothing of it is there.',
      )
    }
    try {
      if (generation !== undefined) await checkGeneration(database, schema, tables, generation)
      if (isStaged) await mergeStaged(database, batchId)
      await database.query(`insert into ${batches} (batch, state, objects) values ($1, 'committed', $2)`, [
        batchId,
        JSON.stringify(objects),
      ])
      await database.query('commit')
      return objects
    } catch (error) {
      await rollback()
      if (Object(error).code === uniqueViolation && Object(error).table === batchTable)
        return await committedBefore(batchId)
      throw isStaged ? await withRecords(error, batch) : error
    } finally {
      written = undefined
    }
  }

  /** Only the merge meets the constraints of a table, and the server does not say which record breaks one. */
  async function withRecords(error: unknown, batch: Batch): Promise<EndpointError> {
    const refusal = postgresqlError(error, committing)
    if (refusal.code !== 'VALUE_REFUSED') return refusal
    const attempt = async (records: readonly OutgoingRecord[]): Promise<void> => {
      try {
        await tryMerge(await connected(), { ...batch, records })
      } catch (failure) {
        throw postgresqlError(failure, committing)
      } finally {
        await rollback()
      }
    }
    const { code, message, field, remedy } = refusal
    const records = await findRefusedRecords(batch.records, attempt, mostRefused)
    return records.length === 0 || records.length > mostRefused
      ? refusal
      : new EndpointError(code, message, { field, remedy, records, cause: error })
  }

  /** All of a commit but its last word. */
  async function tryMerge(database: Client, batch: Batch): Promise<void> {
    await writeInTransaction(database, batch, { isStaged: true })
    await mergeStaged(database, batch.id)
    await database.query('set constraints all immediate')
  }

  async function mergeStaged(database: Client, batchId: string): Promise<void> {
    const [first] = tables
    if (first !== undefined) await dropOutdated(database, targetOf(first))
    for (const [place, table] of tables.entries()) {
      await mergeTable(database, targetOf(table), table, place)
      await markDeleted(database, targetOf(table), batchId)
    }
  }

  async function committedBefore(batchId: string): Promise<readonly CommittedObject[]> {
    const found = await lookUp(batchId)
    if (found !== undefined) return found
    throw batchSuperseded(batchId)
  }

  async function lookUp(batchId: string): Promise<readonly CommittedObject[] | undefined> {
    const database = await connected()
    if (!(await exists(database, batches))) return undefined
    const { rows } = await database.query<{ objects: readonly CommittedObject[] }>(
      `select objects from ${batches} where batch = $1 and state = 'committed'`,
      [batchId],
    )
    return rows[0]?.objects
  }

  async function findRecords(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const [first] = tables
    if (first === undefined) throw new TypeError('prepare comes before findRecords')
    const database = await connected()
    const { rows } = await database.query<{ record: string }>(
      `select distinct _coupa_record as record from ${targetOf(first)}
       where _coupa_record = any ($1) and ${deletedColumn} is null`,
      [ids],
    )
    return new Set(rows.map(({ record }) => record))
  }

  /** Waits for a transaction that is about to commit the batch, and keeps a later one from doing so. */
  async function discard(batchId: string): Promise<void> {
    await rollback()
    const database = await connected()
    const values = "values ($1, 'discarded') on conflict (batch) do nothing"
    await database.query(`insert into ${batches} (batch, state) ${values}`, [batchId])
  }

  async function rollback(): Promise<void> {
    written = undefined
    // A connection that is lost has rolled back by itself.
    await client?.query('rollback').catch(() => {})
  }

  const explained = explainFailures(postgresqlError)

  return {
    guarantee: 'exactly-once',
    canLookUp: true,
    check: () => checkDatabase(given, options),
    prepare: explained('Preparing the tables', prepare),
    write: explained('Copying rows', write),
    commit: explained(committing, commit),
    lookUp: explained('Reading the batch table', lookUp),
    findRecords: explained('Reading the records', findRecords),
    discard: explained('Giving up the batch', discard),
    switchGeneration: explained('Switching to the new generation', async (generation) => {
      const database = await connected()
      await switchTables(database, schema, tables, generation)
      suffix = ''
      await createStaging(database, schema, tables.map(nameOf))
    }),
    [Symbol.asyncDispose]: async () => {
      await client?.end().catch(() => {})
    },
  }
}

async function exists(client: Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ exists: boolean }>('select to_regclass($1) is not null as exists', [table])
  return rows[0]?.exists ?? false
}
