import { type RawBuilder, sql } from 'kysely'

/**
 * Names the group of a row of `process_failure`: by class, code, field and sentence, whatever values the sentence quotes and
 * whatever numbers it has. One place for it, so that a group is listed, retried and dismissed as the same records.
 */
export const failureGroupOf: RawBuilder<string> = sql<string>`md5(concat_ws('|', class, code,
  regexp_replace(coalesce(field, ''), '\\d+', '#', 'g'),
  regexp_replace(message, '"[^"]*"|\\d+', '#', 'g')))`
