import Big from 'big.js'
import { cutDate, isDate, parseMoment } from './cut-date.ts'

/** What a function is called with besides the value. */
export interface FunctionContext {
  /** The organization's zone. */
  readonly zone: string | undefined
  readonly hash: (text: string) => string
}

type MappingFunction = (value: unknown, argument: unknown, context: FunctionContext) => unknown

/** A function that cannot work with its value; `createMapper` says in which column. */
export class FunctionFailure extends Error {}

/** The named functions of a mapping. Numbers are exact: amounts are texts, and stay so. Null goes through all but a few. */
export const mappingFunctions: Readonly<Record<string, MappingFunction>> = {
  trim: (value) => onText(value, (text) => text.trim()),
  upper: (value) => onText(value, (text) => text.toUpperCase()),
  lower: (value) => onText(value, (text) => text.toLowerCase()),
  pad: (value, argument) => onText(value, (text) => pad(text, argument)),
  cut: (value, argument) => onText(value, (text) => [...text].slice(0, countOf('cut', argument)).join('')),
  replace: (value, argument) => onText(value, (text) => replace(text, argument)),
  split: (value, argument) => onText(value, (text) => text.split(String(argument ?? ','))),
  join: (value, argument) =>
    listOf(value)
      .filter((item) => item !== null)
      .map(textOf)
      .join(String(argument ?? ',')),
  default: (value, argument) => (value === null || value === '' ? argument : value),
  date: (value, argument, { zone }) => onText(value, (text) => dateOf(text, argument, zone)),
  timestamp: (value) => onText(value, (text) => momentOf(text).toISOString()),
  zone: (value, argument, { zone }) => onText(value, (text) => inZone(momentOf(text), zoneOf(argument, zone))),
  decimal: (value, argument) =>
    onNumber(value, (number) => (argument == null ? number.toFixed() : number.toFixed(countOf('decimal', argument)))),
  round: (value, argument) =>
    onNumber(value, (number) => number.round(countOf('round', argument ?? 0)).toFixed(countOf('round', argument ?? 0))),
  negate: (value) => onNumber(value, (number) => number.neg().toFixed()),
  abs: (value) => onNumber(value, (number) => number.abs().toFixed()),
  sum: (value) =>
    numbersOf(value)
      .reduce((sum, number) => sum.plus(number), new Big(0))
      .toFixed(),
  min: (value) => extreme(value, (one, other) => one.lt(other)),
  max: (value) => extreme(value, (one, other) => one.gt(other)),
  count: (value) => listOf(value).length,
  first: (value) => listOf(value)[0] ?? null,
  last: (value) => listOf(value).at(-1) ?? null,
  map: (value, argument) => mapValue(value, argument),
  bool: (value, argument) => (value === null ? null : boolWord(value, argument)),
  json: (value) => (value === null ? null : JSON.stringify(value)),
  hash: (value, _argument, { hash }) => onText(value, hash),
  concat: (value, argument) =>
    [value, ...(Array.isArray(argument) ? argument : [argument])]
      .map((part) => (part == null ? '' : textOf(part)))
      .join(''),
}

function onText<Result>(value: unknown, work: (text: string) => Result): Result | null {
  return value === null ? null : work(textOf(value))
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function listOf(value: unknown): readonly unknown[] {
  if (value === null) return []
  return Array.isArray(value) ? value : [value]
}

function onNumber(value: unknown, work: (number: Big) => string): string | null {
  return value === null || value === '' ? null : work(numberOf(value))
}

function numberOf(value: unknown): Big {
  try {
    return new Big(String(value).trim())
  } catch {
    throw new FunctionFailure(`"${textOf(value).slice(0, 60)}" is not a number`)
  }
}

function numbersOf(value: unknown): readonly Big[] {
  return listOf(value)
    .filter((item) => item !== null && item !== '')
    .map(numberOf)
}

function extreme(value: unknown, isBetter: (one: Big, other: Big) => boolean): string | null {
  const numbers = numbersOf(value)
  const [first] = numbers
  if (first === undefined) return null
  return numbers.reduce((best, number) => (isBetter(number, best) ? number : best), first).toFixed()
}

function countOf(name: string, argument: unknown): number {
  const count = Number(argument)
  if (Number.isSafeInteger(count) && count >= 0 && count <= 1000) return count
  throw new FunctionFailure(`${name} needs a whole number from 0 to 1000, and has ${JSON.stringify(argument)}`)
}

/** `{"pad": 10}` fills with spaces at the end, `{"pad": {"length": 10, "with": "0", "at": "start"}}` as it says. */
function pad(text: string, argument: unknown): string {
  const { length = argument, with: filler = ' ', at = 'end' } = Object(argument)
  const size = countOf('pad', length)
  return at === 'start' ? text.padStart(size, String(filler)) : text.padEnd(size, String(filler))
}

/** `{"replace": ["-", ""]}` or `{"replace": {"-": "", "/": "."}}`: texts, not patterns. */
function replace(text: string, argument: unknown): string {
  const pairs: readonly (readonly unknown[])[] = Array.isArray(argument) ? [argument] : Object.entries(Object(argument))
  return pairs.reduce((result, [from, to]) => result.replaceAll(String(from), () => String(to ?? '')), text)
}

function dateOf(text: string, argument: unknown, zone: string | undefined): string {
  const date = cutDate(text, typeof argument === 'string' ? zoneOf(argument, zone) : zone)
  if (date === undefined) throw new FunctionFailure(`"${text.slice(0, 60)}" is not a date`)
  return date
}

/** A zone that a mapping names; `organization` is that of the organization. */
function zoneOf(argument: unknown, organizationZone: string | undefined): string {
  if (argument !== 'organization') return String(argument)
  if (organizationZone !== undefined) return organizationZone
  throw new FunctionFailure('the time zone of the organization is not set')
}

function momentOf(text: string): Date {
  const moment = parseMoment(isDate(text) ? `${text}T00:00:00Z` : text)
  if (moment === undefined) throw new FunctionFailure(`"${text.slice(0, 60)}" is not a date and time`)
  return moment
}

/** The time on the wall of a zone: `2026-03-01T09:30:00`. */
function inZone(moment: Date, zone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  return format.format(moment).replace(' ', 'T')
}

function mapValue(value: unknown, argument: unknown): unknown {
  const table = Object(argument) as Readonly<Record<string, unknown>>
  const key = value === null ? '' : textOf(value)
  return Object.hasOwn(table, key) ? table[key] : value
}

/** `{"bool": ["Y", "N"]}`. */
function boolWord(value: unknown, argument: unknown): unknown {
  const isTrue = value === true || /^(?:true|yes|y|1)$/i.test(textOf(value))
  return Array.isArray(argument) && argument.length === 2 ? argument[isTrue ? 0 : 1] : isTrue
}
