import { InputRefusedError } from '../contract/input-refused-error.ts'
import { type FieldPath, setField, textAt } from './field-path.ts'
import type { FlatFileHeader, FlatFileLayout } from './flat-file-layout.ts'
import type { FlatFileObject, FlatFileParent } from './flat-file-object.ts'
import { type FlatFileRow, placeOf } from './read-layout.ts'

export interface NestedRecord {
  /** Number of the record in the file, counted from 1. */
  readonly record: number
  readonly fields: Record<string, unknown>
}

/** A column of a row that says to which record above it belongs. */
interface Link {
  readonly name: string
  readonly key: string
  readonly parsed: FieldPath
  readonly value: string
}

interface Node {
  readonly fields: Record<string, unknown>
}

interface Root extends NestedRecord {
  readonly nodes: Map<string, Node[]>
  lastRow: number
}

/**
 * How many rows a record waits for rows that belong to it. Coupa writes files in which each header is followed by its lines,
 * and takes files in which all headers come first; these have at most 5,000 rows (F-462).
 */
const windowRows = 5000

/** Puts rows under the record that they belong to. What is complete comes out in the order of the file. */
export interface RowNester {
  add(row: FlatFileRow, header: FlatFileHeader): void
  /** Records that no later row can belong to. */
  complete(): Iterable<NestedRecord>
  /** All others, at the end of the file. */
  rest(): Iterable<NestedRecord>
}

export function createRowNester({ object, isTyped }: Pick<FlatFileLayout, 'object' | 'isTyped'>): RowNester {
  const [top] = object.rowTypes
  let open: Root[] = []
  let records = 0
  let lastRow = 0

  function addTop(row: FlatFileRow, header: FlatFileHeader): void {
    const { fields } = parse(row, header)
    records += 1
    open.push({ record: records, fields, lastRow: row.number, nodes: new Map([[header.rowType.name, [{ fields }]]]) })
  }

  function addBelow(row: FlatFileRow, header: FlatFileHeader): void {
    const { fields, rootLinks, parentLinks } = parse(row, header)
    const root = findRoot(open, rootLinks)
    if (root === undefined) throw orphan(row, rootLinks, object)
    root.lastRow = row.number
    keepLinks(fields, rootLinks, root.fields)
    const { parent, links } = chooseParent(header, parentLinks)
    const above = findNode(root.nodes.get(parent.rowType) ?? [], links)
    if (above === undefined) throw noParent(row, parent, links)
    keepLinks(fields, links, above.fields)
    const list = above.fields[parent.list]
    if (Array.isArray(list)) list.push(fields)
    else above.fields[parent.list] = [fields]
    const nodes = root.nodes.get(header.rowType.name)
    if (nodes === undefined) root.nodes.set(header.rowType.name, [{ fields }])
    else nodes.push({ fields })
  }

  function* take(isDone: (root: Root) => boolean): Generator<NestedRecord> {
    let done = 0
    for (const root of open) {
      if (!isDone(root)) break
      done += 1
    }
    if (done === 0) return
    const taken = open.slice(0, done)
    open = open.slice(done)
    for (const { record, fields } of taken) yield { record, fields }
  }

  return {
    add: (row, header) => {
      lastRow = row.number
      if (header.rowType === top) addTop(row, header)
      else addBelow(row, header)
    },
    complete: () => take((root) => !isTyped || lastRow - root.lastRow >= windowRows),
    rest: () => take(() => true),
  }
}

interface ParsedRow {
  readonly fields: Record<string, unknown>
  readonly rootLinks: readonly Link[]
  /** By the place of the parent among those of the row type. */
  readonly parentLinks: ReadonlyMap<number, readonly Link[]>
}

function parse(row: FlatFileRow, { columns, rowType, word }: FlatFileHeader): ParsedRow {
  const fields: Record<string, unknown> = {}
  const rootLinks: Link[] = []
  const parentLinks = new Map<number, Link[]>()
  const start = word === '' ? 0 : 1
  for (const [place, { name, target }] of columns.entries()) {
    const value = row.cells[start + place] ?? ''
    if (value === '') continue
    if (target.kind !== 'link') {
      setField(fields, target.parsed, value)
      continue
    }
    const link: Link = { name, key: target.key, parsed: target.parsed, value }
    if (target.parent === 'root') rootLinks.push(link)
    else parentLinks.set(target.parent, [...(parentLinks.get(target.parent) ?? []), link])
  }
  const beyond = row.cells.findIndex((cell, place) => place >= start + columns.length && cell !== '')
  if (beyond >= 0) {
    throw new InputRefusedError(
      'UNEVEN_ROW',
      `${placeOf(row)} has "${(row.cells[beyond] ?? '').slice(0, 80)}" in column ${beyond + 1}, which the header row of ${rowType.words[0] ?? rowType.name} does not name.`,
      { remedy: 'Name the column in the header row, or empty the cell.' },
    )
  }
  return { fields, rootLinks, parentLinks }
}

/** The record whose values a row repeats, the nearest above it first; without such values the nearest. */
function findRoot(open: readonly Root[], links: readonly Link[]): Root | undefined {
  const last = open.at(-1)
  if (links.length === 0 || last === undefined) return last
  return open.findLast((root) => isLinked(root.fields, links, root === last))
}

function findNode(nodes: readonly Node[], links: readonly Link[]): Node | undefined {
  const last = nodes.at(-1)
  if (links.length === 0 || last === undefined) return last
  return nodes.findLast((node) => isLinked(node.fields, links, node === last))
}

/** Whether no value differs, and one is the same. Where nothing can be compared, the nearest counts. */
function isLinked(fields: Readonly<Record<string, unknown>>, links: readonly Link[], isNearest: boolean): boolean {
  let compared = 0
  for (const { parsed, value } of links) {
    const own = textAt(fields, parsed)
    if (own === undefined) continue
    if (own !== value) return false
    compared += 1
  }
  return compared > 0 || isNearest
}

/** What a row says of a record above that the record does not say itself stays with the row. */
function keepLinks(
  fields: Record<string, unknown>,
  links: readonly Link[],
  above: Readonly<Record<string, unknown>>,
): void {
  for (const { key, parsed, value } of links) if (textAt(above, parsed) === undefined) fields[key] = value
}

function chooseParent(
  { rowType }: FlatFileHeader,
  parentLinks: ReadonlyMap<number, readonly Link[]>,
): { readonly parent: FlatFileParent; readonly links: readonly Link[] } {
  const parents = rowType.parents ?? []
  for (const [place, parent] of parents.entries()) {
    const links = parentLinks.get(place)
    if (links !== undefined) return { parent, links }
  }
  const parent = parents.find(({ links }) => Object.keys(links).length === 0) ?? parents[0]
  if (parent === undefined) throw new TypeError(`the row type ${rowType.name} has no parents`)
  return { parent, links: [] }
}

function orphan(row: FlatFileRow, links: readonly Link[], { name }: FlatFileObject): InputRefusedError {
  const message =
    links.length === 0
      ? `${placeOf(row)} belongs to a record above it, and there is none.`
      : `${placeOf(row)} belongs to the ${name} with ${shownLinks(links)}, and no such ${name} is above it.`
  return new InputRefusedError('MALFORMED', message, {
    remedy: `Put the row after its ${name}, at most ${windowRows} rows below it.`,
  })
}

function noParent(row: FlatFileRow, parent: FlatFileParent, links: readonly Link[]): InputRefusedError {
  const with_ = links.length === 0 ? '' : ` with ${shownLinks(links)}`
  return new InputRefusedError(
    'MALFORMED',
    `${placeOf(row)} belongs to a row of the type ${parent.rowType}${with_}, and no such row is above it.`,
    { remedy: 'Put it after the row that it belongs to, or correct the number or id in it.' },
  )
}

function shownLinks(links: readonly Link[]): string {
  return links.map(({ name, value }) => `${name} "${value.slice(0, 80)}"`).join(' and ')
}
