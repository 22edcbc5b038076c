import { type FieldDescription, findType, nearestNames, type ResourceDescription } from '@coupa-connector/catalog'
import type { FieldNotice } from '../../errors/field-notice.ts'
import type { CoupaRecord } from '../../format/coupa-record.ts'
import { isWrittenRecord } from '../../requests/is-written-record.ts'
import type { WritableRecord } from '../../requests/write-request.ts'
import { isBlank, type Sameness, sameValue } from './same-value.ts'

export interface Answered {
  readonly resource: Pick<ResourceDescription, 'name' | 'fields'>
  /** The record in Coupa's answer. Undefined when there was none, or when nothing was sent yet. */
  readonly record: CoupaRecord | undefined
  /** Whether the answer was to show every field that Coupa serves by itself. */
  readonly isWhole: boolean
}

/**
 * The fields of a record that Coupa did not take, which Coupa does without a word (F-261, F-262): those that the catalog shows to be
 * read-only or does not have, unless the answer shows the value that was sent, and those that the answer shows with
 * another value. What an answer does not show is in doubt of nothing else.
 */
export function ignoredFields(sent: WritableRecord, { resource, record, isWhole }: Answered): readonly FieldNotice[] {
  const { name, fields } = resource
  return compareRecords(sent, record, { of: name, fields, path: '', kind: 'record', isWhole }).notices
}

interface Place {
  /** What the fields are of, in words: `suppliers`, `InvoiceLine`. */
  readonly of: string
  /** What the catalog knows of the record here. Empty where it knows nothing. */
  readonly fields: readonly FieldDescription[]
  readonly path: string
  /** `reference`: an object in a field, which may only point to a record that is its own. */
  readonly kind: 'record' | 'item' | 'reference'
  readonly isWhole: boolean
}

interface Compared {
  readonly state: Sameness
  readonly notices: readonly FieldNotice[]
}

const unseen: Compared = { state: 'unseen', notices: [] }

function compareRecords(sent: Readonly<Record<string, unknown>>, got: unknown, place: Place): Compared {
  const results = Object.entries(sent)
    .filter(([name, value]) => value !== undefined && !isLeftAlone(name))
    .map(([name, value]) => compareMember(name, value, isWrittenRecord(got) ? got : undefined, place))
  return together(results)
}

function together(results: readonly Compared[]): Compared {
  const has = (state: Sameness) => results.some((result) => result.state === state)
  const state = has('different') ? 'different' : has('same') ? 'same' : 'unseen'
  return { state, notices: results.flatMap((result) => result.notices) }
}

/** Commands such as `_delete`, and what Coupa sets with every change. */
function isLeftAlone(name: string): boolean {
  const wire = wireName(name)
  return name.startsWith('_') || wire === 'updated-at' || wire === 'updated-by'
}

function compareMember(
  name: string,
  value: unknown,
  record: Readonly<Record<string, unknown>> | undefined,
  place: Place,
): Compared {
  const wire = wireName(name)
  const { fields, path } = place
  const at = path === '' ? name : `${path}.${name}`
  if (wire === 'custom-fields' && isWrittenRecord(value))
    return compareCustomFields(value, record, { ...place, path: at })
  const field = fields.find((one) => one.name === wire)
  const base = field === undefined ? referenceOf(wire, fields) : undefined
  const own = memberNamed(record, wire)
  // Null is an answer too.
  const got =
    own === undefined && base !== undefined ? memberNamed(asRecord(memberNamed(record, base.name)), 'id') : own
  const known = field ?? base
  const compared =
    got === undefined ? unseenMember(value, known, at, place) : compareValue(value, got, known, at, place)
  if (compared.state === 'same') return compared
  const notice = noticeOf({ name, at, value, got, known, place })
  if (notice !== undefined) return { ...compared, notices: [notice] }
  if (compared.state === 'unseen' || compared.notices.length > 0) return compared
  return { ...compared, notices: [changed(at, value, got)] }
}

/** What can be said of a field that the answer does not show: only what the catalog says of its members. */
function unseenMember(value: unknown, field: FieldDescription | undefined, at: string, place: Place): Compared {
  return isWrittenRecord(value) || Array.isArray(value)
    ? { ...compareValue(value, undefined, field, at, { ...place, isWhole: false }), state: 'unseen' }
    : unseen
}

function compareValue(
  sent: unknown,
  got: unknown,
  field: FieldDescription | undefined,
  at: string,
  place: Place,
): Compared {
  const type = field?.references?.length === 1 ? findType(field.references[0] ?? '') : undefined
  const inside = { of: type?.name ?? at, fields: type?.fields ?? [], path: at, isWhole: place.isWhole }
  if (Array.isArray(sent)) return compareLists(sent, got, { ...inside, kind: 'item' })
  if (isWrittenRecord(sent)) {
    if (got === null && namesSomething(sent)) return { state: 'different', notices: [] }
    if (got !== undefined && !isWrittenRecord(got)) return unseen
    return compareRecords(sent, got, { ...inside, kind: 'reference' })
  }
  const state = sameValue(sent, got, { type: field?.type, ignoresCase: place.kind === 'reference' })
  return { state, notices: [] }
}

/** Longer lists are compared place by place only. */
const longestSearched = 200

/** Each item that was sent finds its like in the answer: by its id, at its place from the end, or anywhere. */
function compareLists(sent: readonly unknown[], got: unknown, place: Place): Compared {
  const items = Array.isArray(got) ? got : got === null ? [] : undefined
  if (sent.length === 0)
    return { state: items === undefined ? 'unseen' : items.length === 0 ? 'same' : 'different', notices: [] }
  const free = new Set(items)
  const offset = (items?.length ?? 0) - sent.length
  return together(
    sent.map((item, i) => {
      const at = `${place.path}[${i}]`
      const compare = (other: unknown): Compared => {
        if (isWrittenRecord(item)) return compareRecords(item, other, { ...place, path: at })
        if (other === undefined) return unseen
        return { state: sameValue(item, other, { type: undefined, ignoresCase: true }), notices: [] }
      }
      if (isWrittenRecord(item) && isDeleted(item)) return compareDeleted(item, items, at)
      if (items === undefined) return compare(undefined)
      const own = isWrittenRecord(item) ? item.id : undefined
      const like =
        own === undefined
          ? findLike(items, free, i + offset, compare)
          : items.find((one) => isWrittenRecord(one) && String(one.id) === String(own))
      if (like !== undefined) {
        free.delete(like)
        return compare(like)
      }
      if (offset === 0 && own === undefined && isWrittenRecord(item)) return compare(items[i])
      const message = `${quoted(at)} is not in the answer.`
      return { state: 'different', notices: [{ field: at, reason: 'changed', message }] }
    }),
  )
}

/** Whether a reference gives any value to find a record by. */
function namesSomething(sent: Readonly<Record<string, unknown>>): boolean {
  return Object.values(sent).some((value) => (isWrittenRecord(value) ? namesSomething(value) : !isBlank(value)))
}

/** An item that was to go, and is told by its id. */
function compareDeleted(
  { id }: Readonly<Record<string, unknown>>,
  items: readonly unknown[] | undefined,
  at: string,
): Compared {
  const isThere = id !== undefined && items?.some((one) => isWrittenRecord(one) && String(one.id) === String(id))
  if (isThere !== true) return unseen
  const message = `${quoted(at)} was to be deleted, and it is in the answer still.`
  return { state: 'different', notices: [{ field: at, reason: 'changed', message }] }
}

function findLike(
  items: readonly unknown[],
  free: ReadonlySet<unknown>,
  likely: number,
  compare: (other: unknown) => Compared,
): unknown {
  const candidates = items.length > longestSearched ? [items[likely]] : [items[likely], ...items]
  return candidates.find((one) => one !== undefined && free.has(one) && compare(one).state !== 'different')
}

/** Custom fields are the organization's own: the answer alone tells whether there are such. */
function compareCustomFields(
  sent: Readonly<Record<string, unknown>>,
  record: Readonly<Record<string, unknown>> | undefined,
  place: Place,
): Compared {
  const got = memberNamed(record, 'custom-fields')
  const results = Object.entries(sent).map(([name, value]): Compared => {
    const at = `${place.path}.${name}`
    // An organization may have its custom fields at the top level (F-140).
    const inside = memberNamed(asRecord(got), wireName(name))
    const member = inside === undefined ? memberNamed(record, wireName(name)) : inside
    if (member !== undefined) {
      const compared = compareValue(value, member, undefined, at, place)
      return compared.state !== 'different' || compared.notices.length > 0
        ? compared
        : { ...compared, notices: [changed(at, value, member)] }
    }
    const isMissing = place.isWhole && isWrittenRecord(got) && value !== null && value !== undefined && value !== ''
    if (!isMissing) return unseen
    const message = `${quoted(at)} is not in the answer: the organization has no such custom field, or it is not open to the API.`
    return { state: 'different', notices: [{ field: at, reason: 'unknown', message }] }
  })
  return together(results)
}

interface Seen {
  readonly name: string
  readonly at: string
  readonly value: unknown
  readonly got: unknown
  readonly known: FieldDescription | undefined
  readonly place: Place
}

/** What the catalog says of a field that came back different, or did not come back. */
function noticeOf({ name, at, value, got, known, place }: Seen): FieldNotice | undefined {
  const { fields, of, kind } = place
  const now = got === undefined ? '' : ` In the answer it is ${shown(at, got)}.`
  if (kind === 'record' && wireName(name) === 'exported' && known?.isWritable !== true) {
    const action = String(value) === 'false' ? 'mark-not-exported' : 'mark-exported'
    const message = `Coupa ignores ${quoted(at)} in a record: use the action ${action}.${now}`
    return { field: at, reason: 'exported', message }
  }
  if (known === undefined && fields.length > 0) {
    const nearest = nearestNames(
      wireName(name),
      fields.map((field) => field.name),
    )
    const hint = nearest.length > 0 ? ` Did you mean ${nearest.join(', ')}?` : ''
    const message = `${quoted(at)} is not a known field of ${of}, so Coupa probably ignores it.${hint}${now}`
    return { field: at, reason: 'unknown', message }
  }
  // The id and the natural keys of a reference are read-only where they belong, and name the record here.
  if (known?.isWritable !== false || kind === 'reference' || (kind === 'item' && wireName(name) === 'id'))
    return undefined
  return { field: at, reason: 'read-only', message: `${quoted(at)} is read-only in ${of}, so Coupa ignores it.${now}` }
}

function changed(at: string, sent: unknown, got: unknown): FieldNotice {
  const message = `${quoted(at)} was sent as ${shown(at, sent)}, and in the answer it is ${shown(at, got)}.`
  return { field: at, reason: 'changed', message }
}

const longestShown = 60

function shown(at: string, value: unknown): string {
  if (/password|secret|token|passphrase/i.test(at)) return 'something else'
  if (value === null || value === undefined || value === '') return 'empty'
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1' : `a list of ${value.length}`
  if (isWrittenRecord(value)) {
    const key = ['id', 'code', 'number', 'name', 'login'].find(
      (name) => value[name] !== undefined && value[name] !== null,
    )
    return key === undefined ? 'another record' : `the record with ${key} ${JSON.stringify(value[key])}`
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = value instanceof Date ? value.toISOString() : String(value)
  return JSON.stringify(text.length > longestShown ? `${text.slice(0, longestShown)}…` : text)
}

function quoted(at: string): string {
  return JSON.stringify(at)
}

/** The reference of which `supplier-id` is the id. */
function referenceOf(wire: string, fields: readonly FieldDescription[]): FieldDescription | undefined {
  if (!wire.endsWith('-id')) return undefined
  const name = wire.slice(0, -'-id'.length)
  return fields.find((field) => field.name === name && field.references !== undefined)
}

function isDeleted(item: Readonly<Record<string, unknown>>): boolean {
  return ['_delete', '_destroy'].some((name) => item[name] === true || item[name] === 'true' || item[name] === '1')
}

function memberNamed(record: Readonly<Record<string, unknown>> | undefined, wire: string): unknown {
  if (record === undefined) return undefined
  if (Object.hasOwn(record, wire)) return record[wire]
  const key = Object.keys(record).find((name) => wireName(name) === wire)
  return key === undefined ? undefined : record[key]
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isWrittenRecord(value) ? value : undefined
}

/** Coupa takes hyphens and underscores alike (F-086), and shows some booleans with a question mark (F-108). */
function wireName(name: string): string {
  const bare = name.endsWith('?') ? name.slice(0, -1) : name
  return bare.startsWith('_') ? bare : bare.replaceAll('_', '-')
}
