import type { RecordWriter, ResourceBehaviour } from '../api/contract.ts'
import { type InputObject, isInputObject } from '../format/input.ts'
import { RequestProblem } from '../format/request-problem.ts'
import { numberChildren } from '../schema/number-children.ts'
import type { RecordShape } from '../schema/schema.ts'
import type { Reference, Value, Values } from '../schema/value.ts'
import type { QuirkSettings } from '../settings/quirks.ts'
import type { RecordCollection, RecordStore, SandboxRecord } from '../store/record-store.ts'
import { applyInput } from './apply-input.ts'
import { emptyValues } from './empty-values.ts'
import { defaultsOf } from './rules.ts'
import { validateRecord } from './validate.ts'

/** What generic writes depend on. */
export interface RecordWriterOptions {
  readonly store: RecordStore
  readonly quirks: QuirkSettings
  readonly now: () => number
  readonly author: Reference
  /** Looked up at each write, because extensions are set up after the writer. */
  readonly behaviourOf: (resource: string) => ResourceBehaviour | undefined
}

/** Makes the one place where bodies become records. */
export function createRecordWriter(options: RecordWriterOptions): RecordWriter {
  const { store, quirks, now, author, behaviourOf } = options

  function apply(
    shape: RecordShape,
    current: Values,
    id: number,
    body: InputObject,
  ): { changes: Values; messages: string[] } {
    const messages: string[] = []
    const input = unwrap(shape, body)
    const changes = applyInput({ shape, current, id, isNew: id === 0 }, input, { store, quirks, messages, now, author })
    return { changes, messages }
  }

  function authors(shape: RecordShape, isNew: boolean): Values {
    return {
      ...(isNew && shape.field('created-by') ? { 'created-by': author } : {}),
      ...(shape.field('updated-by') ? { 'updated-by': author } : {}),
    }
  }

  return {
    create(collection, body, given = {}) {
      const { shape, resource } = collection
      const behaviour = behaviourOf(resource)
      const { changes, messages } = apply(shape, emptyValues(shape), 0, body)
      // Behaviours see only values whose references were found.
      if (messages.length > 0) throw new RequestProblem(400, messages, shape.model)
      const base = { ...emptyValues(shape), ...defaultsOf(resource), ...authors(shape, true), ...changes, ...given }
      const values = behaviour?.prepareCreate?.(base, unwrap(shape, body)) ?? base
      const problems = validateRecord(collection, values, changes, undefined)
      if (problems.length > 0) throw new RequestProblem(400, problems, shape.model)
      const record = collection.insert(values)
      const children = numberChildren(shape, record.toValues(), record.id)
      const kept = (Object.keys(children).length > 0 && collection.update(record.id, children)) || record
      behaviour?.afterWrite?.(kept, true)
      return collection.get(kept.id) ?? kept
    },
    update(collection, record, body, given = {}) {
      const { shape, resource } = collection
      const behaviour = behaviourOf(resource)
      const { changes, messages } = apply(shape, record.toValues(), record.id, body)
      if (messages.length > 0) throw new RequestProblem(400, messages, shape.model)
      const base = { ...changes, ...given }
      const prepared = behaviour?.prepareUpdate?.(record, base, unwrap(shape, body)) ?? base
      const problems = validateRecord(collection, { ...record.toValues(), ...prepared }, changes, record.id)
      if (problems.length > 0) throw new RequestProblem(400, problems, shape.model)
      const kept = keep(collection, record.id, { ...prepared, ...authors(shape, false) })
      behaviour?.afterWrite?.(kept, false)
      return collection.get(kept.id) ?? kept
    },
    set: (collection, id, values: Readonly<Record<string, Value>>, { isTouching = true } = {}) =>
      keep(collection, id, { ...values, ...(isTouching ? authors(collection.shape, false) : {}) }, isTouching),
  }
}

function keep(collection: RecordCollection, id: number, changes: Values, isTouching = true): SandboxRecord {
  const kept = collection.update(id, changes, { isTouching })
  if (!kept)
    throw new RequestProblem(404, `Could not find ${collection.shape.model.replaceAll('_', ' ')} with id ${id}`)
  return kept
}

/** A JSON body may be wrapped in the name of its model or element, though Coupa needs no root (F-130). */
function unwrap(shape: RecordShape, body: InputObject): InputObject {
  const [only, ...others] = Object.entries(body)
  if (!only || others.length > 0) return body
  const [name, value] = only
  const isRoot = [shape.xmlItem, shape.xmlArray, shape.model.replaceAll('_', '-'), 'root'].includes(name)
  return isRoot && isInputObject(value) && !shape.field(name) ? value : body
}
