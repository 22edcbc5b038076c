import type { FoundRecord, QueryOf, Routes } from '@coupa-connector/protocol'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { readCursor, toPage } from '../../database/cursor.ts'
import type { Database } from '../../database/schema.ts'

type Query = QueryOf<Routes['records.find']>

/** A place where a record was found. The first columns are its place in the list. */
interface Hit {
  readonly at_ms: string
  readonly kind: FoundRecord['kind']
  readonly deployment: string
  readonly input: number
  readonly row: number
  readonly record: string
  readonly process: string
  readonly process_name: string
  readonly environment: string
  readonly classification: FoundRecord['classification']
  readonly id: string | null
  readonly key: string | null
  readonly state: string
  readonly run: string | null
  readonly batch: string | null
  readonly objects: readonly { readonly object?: unknown }[] | null
  readonly input_name: string | null
  readonly code: string | null
  readonly message: string | null
}

const placeOf = ({ at_ms, kind, deployment, input, row, record }: Hit) => {
  return [Number(at_ms), kind, deployment, input, row, record] as const
}
const place = z.tuple([z.number().int().min(0), z.string(), z.uuid(), z.number().int(), z.number().int(), z.string()])

/** A page of the places where a record is known, over all deployments of an account, the newest first. */
export async function findRecords(
  db: Kysely<Database>,
  account: string,
  { key: given, process, deployment, limit, cursor }: Query,
): Promise<{ items: FoundRecord[]; nextCursor: string | null }> {
  const key = given.trim()
  const after = readCursor(cursor, place)
  const { rows } = await sql<Hit>`
    with d as materialized (
      select deployment.id, process.id as process, process.name as process_name, environment.name as environment,
        environment.classification
      from deployment join process on process.id = deployment.process_id
      join environment on environment.id = deployment.environment_id
      where deployment.account_id = ${account}::uuid
        and (${process ?? null}::uuid is null or deployment.process_id = ${process ?? null}::uuid)
        and (${deployment ?? null}::uuid is null or deployment.id = ${deployment ?? null}::uuid)
    ), hit as (${deliveries(key)} union all ${failures(key)} union all ${loads(key)} union all ${absent(key)})
    select hit.*, d.process, d.process_name, d.environment, d.classification from hit join d on d.id = hit.deployment
    where ${after === undefined ? sql`true` : isAfter(after)}
    order by at_ms desc, kind desc, deployment desc, input desc, "row" desc, record desc
    limit ${limit + 1}`.execute(db)
  return toPage(rows, limit, toFound, placeOf)
}

function isAfter([atMs, kind, deployment, input, row, record]: z.output<typeof place>): RawBuilder<unknown> {
  return sql`(at_ms, kind, deployment, input, "row", record)
    < (${atMs}::bigint, ${kind}::text, ${deployment}::uuid, ${input}::integer, ${row}::integer, ${record}::text)`
}

const msOf = (moment: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`coalesce(floor(extract(epoch from ${moment}) * 1000)::bigint, 0)`

/**
 * By id, and by the number of the record: each has its index, in each deployment. A sequence number begins with the time at
 * which it was given.
 */
function deliveries(key: string): RawBuilder<unknown> {
  const found = (condition: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    select coalesce(b.opened_at_ms, r.sequence / 1000) as at_ms,
      'delivery'::text as kind, d.id as deployment, 0 as input, 0 as "row", r.record_id collate "default" as record,
      r.record_id collate "default" as id, r.label collate "default" as key, r.state, r.run, nullif(r.batch, '') as batch,
      b.objects, null::text as input_name, null::text as code, null::text as message
    from d join process_record r on r.deployment_id = d.id and ${condition}
    left join process_batch b on b.deployment_id = d.id and b.id = r.batch`
  return sql`${found(sql`r.record_id = ${key}::text`)} union all
    ${found(sql`r.label = ${key}::text and r.record_id <> ${key}::text`)}`
}

/** Loads have the outcomes of their records in their inputs. */
function failures(key: string): RawBuilder<unknown> {
  const found = (condition: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    select ${msOf(sql`f.last_seen_at`)}, 'failure', d.id, 0, 0, f.record_id, f.record_id, f.label collate "default",
      f.state, f.run, null, null, null, f.code, f.message
    from d join process_failure f on f.deployment_id = d.id and ${condition}
    where f.stage <> 'load'`
  return sql`${found(sql`f.record_id = ${key}::text`)} union all
    ${found(sql`f.label = ${key}::text and f.record_id <> ${key}::text`)}`
}

/** The labels of the records that a load means by a key, or by an id in Coupa. */
function labels(key: string): RawBuilder<unknown> {
  return sql`array(select ${key}::text union
    select (select string_agg(part, '/' order by place)
      from jsonb_array_elements_text(k.key::jsonb) with ordinality as parts (part, place) where part <> '')
    from process_known_record k where k.deployment_id = d.id and k.id = ${key}::text)`
}

function loads(key: string): RawBuilder<unknown> {
  return sql`
    select ${msOf(sql`r.settled_at`)}, 'load', d.id, r.input, r.row, r.label, r.detail->>'id', r.label,
      coalesce(r.outcome, 'pending'), coalesce(r.run, i.run), null, null, i.name, r.detail->>'code', r.detail->>'message'
    from d join process_input_row r on r.deployment_id = d.id and r.label = any(${labels(key)})
    join process_input i on i.deployment_id = d.id and i.number = r.input`
}

/** What an input did not have any more. */
function absent(key: string): RawBuilder<unknown> {
  return sql`
    select ${msOf(sql`i.ended_at`)}, 'load', d.id, a.input, 0, a.label, a.detail->>'id', a.label, a.outcome, i.run, null,
      null, i.name, a.detail->>'code', a.detail->>'message'
    from d join process_absent_row a on a.deployment_id = d.id and a.label = any(${labels(key)})
    join process_input i on i.deployment_id = d.id and i.number = a.input`
}

function toFound(hit: Hit): FoundRecord {
  const { kind, deployment, environment, classification, id, key, state, run, batch, code, message } = hit
  return {
    ...{ kind, process: { id: hit.process, name: hit.process_name }, deployment, environment, classification },
    ...{ id, key, state },
    at: Number(hit.at_ms) === 0 ? null : new Date(Number(hit.at_ms)).toISOString(),
    run,
    batch,
    objects: (hit.objects ?? []).flatMap(({ object }) => (typeof object === 'string' ? [object] : [])),
    input: hit.input_name === null ? null : { name: hit.input_name, row: hit.row === 0 ? null : hit.row },
    code,
    message,
  }
}
