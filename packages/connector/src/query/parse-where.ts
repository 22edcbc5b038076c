import { findType as catalogFindType, type ResourceDescription } from '@coupa-connector/catalog'
import { QueryInvalidError } from '../errors/query-invalid-error.ts'
import { checkConditions } from './check-conditions.ts'
import { type Condition, isOperator, type Operator, operators, underscored } from './condition.ts'
import { conditionOf } from './conditions-of.ts'
import { checkName, resolveField } from './field-names.ts'
import { nearestNames } from './nearest-names.ts'
import type { NormalizeOptions } from './normalize-query.ts'

export interface ParseWhereOptions extends NormalizeOptions {
  /** As in `Query`. Default: false. */
  readonly allowUnknownFields?: boolean | undefined
}

/**
 * One condition as it is typed at a command line:
 *
 * - `status=approved`, `name!=x`, `total>100`, `updated-at>=2026-01-01`, `<`, `<=`
 * - `status[in]=a,b`, `name[contains]=x`: any operator of Coupa in brackets before `=`
 * - `supplier[name]=x`, `supplier.name=x`, `supplier[name][contains]=x`: through at most two associations
 *
 * Names may have hyphens or underscores. The value is everything behind the sign, blanks at its ends taken off; quotation
 * marks, `"` or `'`, around all of it (or around an item of a list) are taken off too and keep blanks; quote twice to send
 * a quotation mark itself. `name[blank]=true` asks for a field without a value. Throws `QueryInvalidError` naming what was
 * given.
 */
export function parseWhere(text: string, resource: ResourceDescription, options: ParseWhereOptions = {}): Condition {
  const { findType = catalogFindType, allowUnknownFields = false } = options
  const [, target = '', sign = '', value = ''] = condition.exec(text) ?? []
  if (sign === '') throw malformed(text, 'it has none of the signs = != > >= < <=')
  const segments = segmentsOf(target.trim(), text)
  const { path, operator } = splitOperator(segments, sign, text)
  const names = { resource, findType, allowUnknownFields }
  checkUnknownOperator(path, names, text)
  const parsed = conditionOf(path, operator, valueOfText(value.trim(), operator))
  checkConditions([parsed], names)
  return parsed
}

/** The shortest run without a sign, the longest sign there, and the rest. `==` is taken for `=`. */
const condition = /^([^=<>!]*)(!=|>=|<=|==|=|>|<)(.*)$/s

const signs: Readonly<Record<string, Operator>> = {
  '=': 'eq',
  '==': 'eq',
  '!=': 'not_eq',
  '>': 'gt',
  '>=': 'gt_or_eq',
  '<': 'lt',
  '<=': 'lt_or_eq',
}

/** `a[b][c]`, `a.b.c` and mixtures; Coupa's samples also nest, `a[b[c]]` (api-facts §4), which is the same. */
function segmentsOf(target: string, text: string): string[] {
  if (!/^[^[\].\s]+(?:\.[^[\].\s]+|\[[^[\].\s]+\])*$/.test(target.replace(nested, '][').replace(/\]{2,}$/, ']'))) {
    throw malformed(text, `${JSON.stringify(target)} is not a field like name, supplier[name] or supplier.name`)
  }
  return target
    .split(/[[\].]+/)
    .filter((segment) => segment !== '')
    .map(underscored)
}

/** An opening bracket directly behind a name that stands in brackets itself. */
const nested = /(?<=\[[^[\]]*)\[/g

function splitOperator(
  segments: readonly string[],
  sign: string,
  text: string,
): { path: string[]; operator: Operator } {
  const bySign = signs[sign] ?? 'eq'
  const last = segments.at(-1) ?? ''
  if (segments.length < 2 || !isOperator(last)) return { path: segments.map(checkName), operator: bySign }
  if (bySign !== 'eq') throw malformed(text, `it has two operators, ${last} and ${sign}`)
  return { path: segments.slice(0, -1).map(checkName), operator: last }
}

/** A mistyped operator looks like one association too many: say what was meant. */
function checkUnknownOperator(path: readonly string[], names: Parameters<typeof resolveField>[1], text: string): void {
  const last = path.at(-1) ?? ''
  const [nearest] = nearestNames(last, operators)
  if (path.length < 2 || nearest === undefined) return
  try {
    resolveField(path, names)
  } catch (cause) {
    throw malformed(
      text,
      `${JSON.stringify(last)} is neither a field there nor an operator; did you mean ${nearest}?`,
      cause,
    )
  }
}

function valueOfText(value: string, operator: Operator): unknown {
  if (operator === 'in' || operator === 'not_in') return splitList(value)
  return unquoted(value)
}

/** Commas inside quotation marks do not separate; Coupa itself cannot take them, and says so when the list is checked. */
function splitList(value: string): string[] {
  const items = value.match(/\s*(?:"[^"]*"|'[^']*'|[^,]*)\s*(?:,|$)/g) ?? []
  const texts = items.map((item) => unquoted(item.replace(/,$/, '').trim()))
  // The pattern also matches the emptiness behind the last item.
  return items.at(-1) === '' ? texts.slice(0, -1) : texts
}

function unquoted(value: string): string {
  return /^(["']).*\1$/s.test(value) && value.length >= 2 ? value.slice(1, -1) : value
}

function malformed(text: string, problem: string, cause?: unknown): QueryInvalidError {
  return new QueryInvalidError(
    `the condition ${JSON.stringify(text)} cannot be understood: ${problem}`,
    {},
    {
      suggestion: 'Write it as status=approved, total>100, status[in]=a,b or supplier[name][contains]=x.',
      ...(cause === undefined ? {} : { cause }),
    },
  )
}
