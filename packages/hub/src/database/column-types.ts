import type { ColumnType } from 'kysely'

/** A moment: a `Date` when read, a `Date` or SQL when written. */
export type Moment = ColumnType<Date, Date | string, Date | string>
export type OptionalMoment = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
/** JSON: parsed when read, written as text so that both drivers send the same. */
export type Json<Value> = ColumnType<Value, string, string>
export type OptionalJson<Value> = ColumnType<Value | null, string | null | undefined, string | null>
/** A column with a default. */
export type Optional<Value> = ColumnType<Value, Value | undefined, Value>
