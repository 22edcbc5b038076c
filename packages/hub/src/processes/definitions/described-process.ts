import { type RawBuilder, sql } from 'kysely'

// What a definition says of a process, as SQL over a row of `process_version`, so that lists can show it and filter by it.

/** `in` for a load. */
export function directionOf(): RawBuilder<'out' | 'in'> {
  return sql<'out' | 'in'>`case when process_version.definition->>'direction' = 'in' then 'in' else 'out' end`
}

/** The resource of Coupa that is read or written. */
export function resourceOf(): RawBuilder<string> {
  return sql<string>`coalesce(case when process_version.definition->>'direction' = 'in'
    then process_version.definition#>>'{destination,resource}'
    else process_version.definition#>>'{source,resource}' end, '')`
}

/** What people call it. */
export function titleOf(): RawBuilder<string | null> {
  return sql<string | null>`process_version.definition->>'title'`
}
