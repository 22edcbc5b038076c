import { findType, nearestNames, type ResourceDescription } from '@coupa-connector/catalog'
import type { QueryInvalidError } from '../errors/request-errors.ts'
import { checkConditions } from './check-conditions.ts'
import { type Condition, isOperator, type Operator, operators, underscored } from './condition.ts'
import { conditionOf } from './conditions-of.ts'
import { checkName, fieldNamed, type KnownNames, resolveField } from './field-names.ts'
import { invalidQuery } from './invalid-query.ts'

export interface ParseWhereOptions {
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
  const { allowUnknownFields = false } = options
  const refuse: Refuse = (reason) => invalidQuery(resource, text, reason, examples)
  const [, target = '', sign = '', value = ''] = condition.exec(text) ?? []
  if (sign === '') throw refuse('it has none of the signs = != > >= < <=')
  checkSign(sign, value, refuse)
  const segments = segmentsOf(target.trim(), refuse)
  for (const segment of segments) checkName(segment, resource)
  const { path, operator } = splitOperator(segments, sign, refuse)
  const names = { resource, findType, allowUnknownFields }
  checkMistypedOperator(path, names, refuse)
  for (const text of textsOf(value, operator)) checkSecondCondition(text, names, refuse)
  const [parsed] = checkConditions([conditionOf(path, operator, valueOfText(value.trim(), operator), names)], names)
  return parsed as Condition // one went in
}

type Refuse = (reason: string) => QueryInvalidError

const examples = 'Write it as status=approved, total>100, status[in]=a,b or supplier[name][contains]=x.'

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

/** `a[b][c]`, `a.b.c` and mixtures; Coupa's samples also nest, `a[b[c]]` (F-195), which is the same. */
function segmentsOf(target: string, refuse: Refuse): string[] {
  const flat = target.replace(nested, '][').replace(/\]{2,}$/, ']')
  if (!/^[^[\].\s]+(?:\.[^[\].\s]+|\[[^[\].\s]+\])*$/.test(flat)) {
    throw refuse(`${JSON.stringify(target)} is not a field like name, supplier[name] or supplier.name`)
  }
  return flat
    .split(/[[\].]+/)
    .filter((segment) => segment !== '')
    .map(underscored)
}

/** An opening bracket directly behind a name that stands in brackets itself. */
const nested = /(?<=\[[^[\]]*)\[/g

function splitOperator(
  segments: readonly string[],
  sign: string,
  refuse: Refuse,
): { path: readonly string[]; operator: Operator } {
  const bySign = signs[sign] ?? 'eq'
  const last = segments.at(-1) ?? ''
  if (segments.length < 2 || !isOperator(last)) return { path: segments, operator: bySign }
  if (bySign !== 'eq') throw refuse(`it has two operators, ${last} and ${sign}`)
  return { path: segments.slice(0, -1), operator: last }
}

/** A mistyped operator looks like one association too many: say what was meant. */
function checkMistypedOperator(path: readonly string[], names: KnownNames, refuse: Refuse): void {
  const last = path.at(-1) ?? ''
  const [nearest] = nearestNames(last, operators)
  if (path.length < 2 || nearest === undefined) return
  try {
    resolveField(path, names)
  } catch {
    throw refuse(`${JSON.stringify(last)} is neither a field there nor an operator; did you mean ${nearest}?`)
  }
}

/** `<>` and `=>` are signs of other languages: the second half would be taken for a part of the value. */
function checkSign(sign: string, value: string, refuse: Refuse): void {
  const [stray] = /^[=<>~]+/.exec(value) ?? []
  if (stray === undefined) return
  const given = sign + stray
  const meant = signsElsewhere[given]
  throw refuse(
    `${given} is none of the signs = != > >= < <=${meant === undefined ? '' : `; write ${meant}`}, ` +
      `or quotation marks around a value that begins with ${JSON.stringify(stray)}`,
  )
}

const signsElsewhere: Readonly<Record<string, string>> = { '<>': '!=', '=>': '>=', '=<': '<=', '===': '=', '!==': '!=' }

/**
 * `status=approved&paid=true`, as an address or a statement in SQL joins conditions: all of it would be one value, which
 * nothing has. What only looks like a condition, such as `name=Smith & Sons`, stays a value.
 */
function checkSecondCondition(value: string, names: KnownNames, refuse: Refuse): void {
  for (const [, joint = '', target = ''] of value.matchAll(/(&&?|\s+and\s)\s*([\w-]+)[\w.[\]-]*\s*(?:!=|[=<>])/gi)) {
    const name = underscored(target)
    if (fieldNamed(name, names.resource.fields) === undefined && !queryParameters.has(name)) continue
    throw refuse(
      `${JSON.stringify(target)} after ${JSON.stringify(joint.trim())} is a second condition or parameter: ` +
        'give each on its own, or put quotation marks around a value that contains it',
    )
  }
}

/** What an address of Coupa's has beside conditions. */
const queryParameters: ReadonlySet<string> = new Set([
  'dir',
  'fields',
  'filter',
  'limit',
  'offset',
  'order_by',
  'return_object',
])

/** What is typed without quotation marks: the value, or the items of a list. */
function textsOf(value: string, operator: Operator): readonly string[] {
  const texts = isList(operator) ? itemsOf(value) : [value.trim()]
  return texts.filter((text) => unquoted(text) === text)
}

function valueOfText(value: string, operator: Operator): unknown {
  return isList(operator) ? itemsOf(value).map(unquoted) : unquoted(value)
}

function isList(operator: Operator): boolean {
  return operator === 'in' || operator === 'not_in'
}

/** Commas inside quotation marks do not separate; Coupa itself cannot take them, and says so when the list is checked. */
function itemsOf(value: string): readonly string[] {
  const items = value.match(/\s*(?:"[^"]*"|'[^']*'|[^,]*)\s*(?:,|$)/g) ?? []
  const texts = items.map((item) => item.replace(/,$/, '').trim())
  // The pattern also matches the emptiness behind the last item.
  return items.at(-1) === '' ? texts.slice(0, -1) : texts
}

function unquoted(value: string): string {
  return /^(["']).*\1$/s.test(value) && value.length >= 2 ? value.slice(1, -1) : value
}
