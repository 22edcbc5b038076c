import type { Process, ProcessState } from '@coupa-connector/protocol'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { notFound } from '../../basics/problem.ts'
import { readCursor, toPage } from '../../database/cursor.ts'
import type { Database } from '../../database/schema.ts'
import { directionOf, resourceOf, titleOf } from '../definitions/described-process.ts'
import { deploymentState, hasActiveRun } from './deployment-state.ts'
import { readDeployments } from './deployment-view.ts'

/** One process with its deployments. Throws `NOT_FOUND`. */
export async function readProcess(db: Kysely<Database>, account: string, id: string): Promise<Process> {
  const row = await selectProcesses(db, account).where('process.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('process')
  const [process] = await withDeployments(db, account, [row], { hasUpcoming: true })
  if (!process) throw notFound('process')
  return process
}

export interface ProcessFilter {
  readonly name?: string | undefined
  readonly search?: string | undefined
  readonly direction?: Process['direction'] | undefined
  readonly state?: ProcessState | undefined
  readonly environment?: string | undefined
}

/** A page of the processes of an account, by name. */
export async function listProcesses(
  db: Kysely<Database>,
  account: string,
  query: ProcessFilter & { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ items: Process[]; nextCursor: string | null }> {
  const place = readCursor(query.cursor, z.tuple([z.string()]))
  const { name, direction } = query
  let select = selectProcesses(db, account)
  if (name !== undefined) select = select.where('process.name', '=', name)
  if (direction !== undefined) select = select.where(directionOf(), '=', direction)
  for (const condition of [...wordsOf(query), ...placesOf(query)]) select = select.where(condition)
  if (place !== undefined) select = select.where('process.name', '>', place[0])
  const rows = await select
    .orderBy('process.name')
    .limit(query.limit + 1)
    .execute()
  const page = toPage(
    rows,
    query.limit,
    (row) => row,
    ({ name }) => [name],
  )
  return { items: await withDeployments(db, account, page.items), nextCursor: page.nextCursor }
}

/** Each word is somewhere in what the process is called, what it moves and where it goes. */
function wordsOf({ search = '' }: ProcessFilter): readonly RawBuilder<boolean>[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return words.map((word) => {
    const likeness = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`
    return sql<boolean>`(lower(concat_ws(' ', process.name, ${titleOf()}, ${resourceOf()})) like ${likeness}
      or exists (select from deployment
        join destination on destination.id = deployment.destination_id
        left join connection on connection.account_id = deployment.account_id and connection.id = deployment.connection_id
        where deployment.process_id = process.id
          and lower(concat_ws(' ', destination.name, connection.name, connection.organization)) like ${likeness}))`
  })
}

function placesOf({ state, environment }: ProcessFilter): readonly RawBuilder<boolean>[] {
  if (state === undefined && environment === undefined) return []
  const inEnvironment = environment === undefined ? sql`true` : sql`deployment.environment_id = ${environment}`
  const deployed = (condition: RawBuilder<unknown>): RawBuilder<boolean> =>
    sql<boolean>`exists (select from deployment where process_id = process.id and ${inEnvironment} and ${condition})`
  if (state === undefined) return [deployed(sql`true`)]
  if (state === 'not-deployed') return [sql<boolean>`not ${deployed(sql`true`)}`]
  return [deployed(state === 'running' ? hasActiveRun() : sql`${deploymentState()} = ${state}`)]
}

function selectProcesses(db: Kysely<Database>, account: string) {
  return db
    .selectFrom('process')
    .innerJoin('process_version', (join) =>
      join
        .onRef('process_version.process_id', '=', 'process.id')
        .onRef('process_version.number', '=', 'process.latest_version'),
    )
    .select(['process.id', 'process.name', 'process.latest_version', 'process.created_at', 'process.created_by_name'])
    .select([titleOf().as('title'), directionOf().as('direction'), resourceOf().as('resource')])
    .where('process.account_id', '=', account)
}

type ProcessRow = Awaited<ReturnType<ReturnType<typeof selectProcesses>['executeTakeFirstOrThrow']>>

async function withDeployments(
  db: Kysely<Database>,
  account: string,
  rows: readonly ProcessRow[],
  options: { readonly hasUpcoming?: boolean } = {},
): Promise<Process[]> {
  const deployments = await readDeployments(db, account, { processes: rows.map(({ id }) => id) }, options)
  const ofProcess = Map.groupBy(deployments, ({ process }) => process.id)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    title: row.title,
    direction: row.direction,
    resource: row.resource,
    latestVersion: row.latest_version,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_name,
    deployments: ofProcess.get(row.id) ?? [],
  }))
}
