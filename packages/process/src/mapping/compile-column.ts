import { createHmac } from 'node:crypto'
import type { ColumnInput, ColumnRule } from '../definition/definition-schema.ts'
import { FunctionFailure, mappingFunctions } from './functions.ts'
import { MappingError } from './mapping-error.ts'
import { compileRowExpression } from './row-expression.ts'
import { type Frames, parseRowPath, valueAtPath } from './row-path.ts'
import type { Cell, ColumnType } from './shape.ts'
import { toCell, UnfitValue } from './to-cell.ts'

/** What a mapping may use besides the record. */
export interface MappingTools {
  /** Look-up tables by the name of their value. */
  readonly tables: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly organizationZone: string | undefined
  /** Key of the hashes of sensitive columns. */
  readonly hashKey: string | undefined
}

/** Computes the cell of a row: at once, unless an expression has to be evaluated. */
export type CellOf = (frames: Frames) => Cell | Promise<Cell>

/** A rule with its short form written out. */
export function ruleOf(column: ColumnInput): ColumnRule {
  return typeof column === 'string' ? { path: column } : column
}

/** Turns the rule of a column into a function. `field` names the column in errors. */
export function compileColumn(rule: ColumnRule, type: ColumnType, field: string, tools: MappingTools): CellOf {
  const { sensitive } = rule
  if (sensitive === 'drop') return () => null
  const zone = rule.zone === 'organization' ? tools.organizationZone : rule.zone
  const finish = compileFinish(rule, field, tools)
  const cellOf = (found: unknown): Cell => {
    const value = finish(found)
    try {
      return toCell(value, type, zone)
    } catch (error) {
      throw toMappingError(error, field, sensitive !== undefined)
    }
  }
  if (rule.expr !== undefined) {
    const evaluate = compileRowExpression(rule.expr, field)
    return async (frames) => cellOf(await evaluate(frames).catch((error: unknown) => throwAs(error, rule, field)))
  }
  if (rule.path === undefined) {
    const constant = rule.value ?? null
    return () => cellOf(constant)
  }
  const path = parseRowPath(rule.path)
  return (frames) => cellOf(valueAtPath(path, frames))
}

/** What a rule does with the value that it found: functions, default, look-up table. `field` names the column in errors. */
export function compileFinish(rule: ColumnRule, field: string, tools: MappingTools): (found: unknown) => unknown {
  const { sensitive, table, apply = [] } = rule
  const zone = rule.zone === 'organization' ? tools.organizationZone : rule.zone
  const hash = (text: string): string => {
    if (tools.hashKey === undefined) throw new TypeError(`${field} is hashed, and createMapper got no hashKey`)
    return createHmac('sha256', tools.hashKey).update(text).digest('hex')
  }
  const calls = apply.map((call) => (typeof call === 'string' ? ([call, undefined] as const) : firstCall(call)))
  const context = { zone: zone ?? tools.organizationZone, hash }
  return (found) => {
    try {
      let value: unknown = found ?? null
      for (const [name, argument] of calls) value = mappingFunctions[name]?.(value, argument, context) ?? null
      const isEmpty = value === null || value === ''
      if (isEmpty && rule.default !== undefined) value = rule.default
      else if (table !== undefined && value !== null) value = lookUp(value, rule, tools.tables[table] ?? {}, table)
      if (sensitive === 'hash' && value !== null) value = hash(String(value))
      if (sensitive === 'mask' && value !== null) value = masked(String(value))
      return value
    } catch (error) {
      throw toMappingError(error, field, sensitive !== undefined)
    }
  }
}

function firstCall(call: Readonly<Record<string, unknown>>): readonly [string, unknown] {
  const [first] = Object.entries(call)
  return first ?? ['', undefined]
}

class NotInTable extends Error {}

function lookUp(value: unknown, rule: ColumnRule, rows: Readonly<Record<string, string>>, name: string): unknown {
  const key = String(value)
  if (Object.hasOwn(rows, key)) return rows[key]
  switch (rule.missing ?? 'fail') {
    case 'keep':
      return value
    case 'default':
      return rule.default ?? null
    case 'fail':
      throw new NotInTable(`the look-up table ${name} has no row for "${key.slice(0, 60)}"`)
  }
}

/** The last four characters of a value that is long enough to keep them. */
function masked(text: string): string {
  return text.length > 8 ? `${'*'.repeat(text.length - 4)}${text.slice(-4)}` : '*'.repeat(text.length)
}

const silence = 'the value, which is sensitive, does not fit'

/** The failure of an expression may quote its values. */
function throwAs(error: unknown, { sensitive }: ColumnRule, field: string): never {
  throw sensitive !== undefined && error instanceof MappingError ? new MappingError(error.code, field, silence) : error
}

/** What is wrong with a sensitive value is said without the value. */
function toMappingError(error: unknown, field: string, isSensitive: boolean): unknown {
  const code =
    error instanceof UnfitValue
      ? 'VALUE_UNFIT'
      : error instanceof NotInTable
        ? 'NOT_IN_TABLE'
        : error instanceof FunctionFailure
          ? 'FUNCTION_FAILED'
          : undefined
  if (code === undefined || !(error instanceof Error)) return error
  return new MappingError(code, field, isSensitive ? silence : error.message)
}
