import type { ParquetParsers, SchemaElement, SchemaTree } from 'hyparquet'
import { parseExactly } from './parse-exactly.ts'

/** A point in time, before it is known whether it has a zone. */
class Moment {
  readonly nanoseconds: bigint

  constructor(nanoseconds: bigint) {
    this.nanoseconds = nanoseconds
  }
}

/** What the library makes of stored values: dates and times keep every digit. */
export const exactParsers: Partial<ParquetParsers> = {
  dateFromDays: (days) => new Date(days * 86_400_000).toISOString().slice(0, 10),
  timestampFromMilliseconds: (value) => new Moment(BigInt(value) * 1_000_000n),
  timestampFromMicroseconds: (value) => new Moment(BigInt(value) * 1000n),
  timestampFromNanoseconds: (value) => new Moment(BigInt(value)),
  jsonFromBytes: (bytes) => (bytes === undefined ? null : parseExactly(Buffer.from(bytes).toString())),
}

/** Decimals by their elements of the schema, with their scale. */
export type DecimalScales = ReadonlyMap<SchemaElement, number>

/**
 * Takes the mark of decimals off a schema, and answers with their scales: the library would make floats of them, and hands
 * out what is stored where it knows nothing of them.
 */
export function takeDecimals(schema: readonly SchemaElement[]): DecimalScales {
  const scales = new Map<SchemaElement, number>()
  for (const element of schema) {
    const { converted_type: converted, logical_type: logical, scale } = element
    const isDecimal = converted === 'DECIMAL' || logical?.type === 'DECIMAL'
    if (!isDecimal) continue
    scales.set(element, logical?.type === 'DECIMAL' ? logical.scale : (scale ?? 0))
    delete element.converted_type
    delete element.logical_type
  }
  return scales
}

/** A value of a column as a load takes it: exact texts, and lists and objects of these. */
export function toValue(value: unknown, node: SchemaTree, decimals: DecimalScales): unknown {
  if (value === undefined || value === null) return null
  const { element, children } = node
  if (Array.isArray(value)) {
    const item = element.repetition_type === 'REPEATED' ? node : itemOf(node)
    return value.map((one) => (item === node ? toSingle(one, node, decimals) : toValue(one, item, decimals)))
  }
  return children.length === 0 ? toLeaf(value, element, decimals) : toSingle(value, node, decimals)
}

/** A list is stored as a group with a repeated group, which has the items. */
function itemOf(node: SchemaTree): SchemaTree {
  const [repeated = node] = node.children
  const [item] = repeated.children
  return item !== undefined && repeated.children.length === 1 ? item : repeated
}

function toSingle(value: unknown, { element, children }: SchemaTree, decimals: DecimalScales): unknown {
  if (children.length === 0) return toLeaf(value, element, decimals)
  if (typeof value !== 'object' || value === null) return value
  const isMap = element.converted_type === 'MAP' || element.logical_type?.type === 'MAP'
  const entries = Object.entries(value).map(([name, one]) => {
    const child = isMap ? itemOfMap(children) : children.find((node) => node.element.name === name)
    return [name, child === undefined ? one : toValue(one, child, decimals)] as const
  })
  return Object.fromEntries(entries)
}

function itemOfMap([pairs]: readonly SchemaTree[]): SchemaTree | undefined {
  return pairs?.children[1]
}

function toLeaf(value: unknown, element: SchemaElement, decimals: DecimalScales): unknown {
  const scale = decimals.get(element)
  if (scale !== undefined) return decimalText(wholeNumber(value), scale)
  if (value instanceof Moment) return momentText(value, element)
  const perSecond = unitsPerSecond(element)
  if (perSecond !== undefined) return timeText(wholeNumber(value), perSecond)
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Uint8Array) return Buffer.from(value).toString()
  if (typeof value !== 'number') return value
  if (!Number.isFinite(value)) return String(value)
  return element.type === 'FLOAT' ? shortest(value) : value
}

/** Bytes are a number with its sign in the first bit. */
function wholeNumber(value: unknown): bigint {
  if (value instanceof Uint8Array) {
    return value.length === 0 ? 0n : BigInt.asIntN(value.length * 8, BigInt(`0x${Buffer.from(value).toString('hex')}`))
  }
  return BigInt(value as number | bigint)
}

function decimalText(digits: bigint, scale: number): string {
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0')
  const whole = text.slice(0, text.length - scale)
  return `${digits < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${text.slice(-scale)}`}`
}

const second = 1_000_000_000n

function momentText({ nanoseconds }: Moment, { logical_type: logical }: SchemaElement): string {
  const fraction = ((nanoseconds % second) + second) % second
  const seconds = (nanoseconds - fraction) / second
  const isLocal = logical?.type === 'TIMESTAMP' && !logical.isAdjustedToUTC
  const text = new Date(Number(seconds) * 1000).toISOString().slice(0, -5)
  return `${text}${fractionText(fraction, 9)}${isLocal ? '' : 'Z'}`
}

function unitsPerSecond({ converted_type: converted, logical_type: logical }: SchemaElement): bigint | undefined {
  if (converted === 'TIME_MILLIS') return 1000n
  if (converted === 'TIME_MICROS') return 1_000_000n
  if (logical?.type !== 'TIME') return undefined
  return { MILLIS: 1000n, MICROS: 1_000_000n, NANOS: second }[logical.unit]
}

function timeText(value: bigint, perSecond: bigint): string {
  const seconds = Number(value / perSecond)
  const text = new Date(seconds * 1000).toISOString().slice(11, 19)
  return `${text}${fractionText(value % perSecond, String(perSecond).length - 1)}`
}

function fractionText(fraction: bigint, digits: number): string {
  const text = String(fraction).padStart(digits, '0').replace(/0+$/, '')
  return text === '' ? '' : `.${text}`
}

/** The shortest number that is stored as the same float of 32 bits: 0.1, and not 0.10000000149011612. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits))
    if (Math.fround(rounded) === value) return rounded
  }
  return value
}
