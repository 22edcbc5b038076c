import { type RawBuilder, sql } from 'kysely'

/**
 * Common table expressions that keep what jobs of the expression `finished` read of the fields of an organization, as part of
 * the statement that finishes them. It is compared afterwards, by whoever has the turn. A connection that is being deleted
 * is left alone.
 */
export const finishedSchemasKept: RawBuilder<unknown> = sql`
    read_schema as (
      select finished.account_id, finished.connection_id, finished.id, finished.finished_at, given.result->'schema' as content
      from finished join given on given.job = finished.id
      where finished.request->'operation'->>'action' = 'read-schema' and finished.outcome = 'OK'
        and given.result->'schema' is not null
    ),
    read_connection as (
      select connection.account_id, connection.id from connection
      where (connection.account_id, connection.id) in (select account_id, connection_id from read_schema)
      order by connection.id for key share
    ),
    kept_schema as (
      insert into schema_snapshot (account_id, connection_id, job_id, read_at, content)
      select read_schema.account_id, read_schema.connection_id, read_schema.id, read_schema.finished_at, read_schema.content::jsonb
      from read_schema join read_connection on read_connection.account_id = read_schema.account_id
        and read_connection.id = read_schema.connection_id
    )`
