import { defined, type Values } from '../schema/value.ts'
import type { RecordCollection, SandboxRecord } from '../store/record-store.ts'
import type { ApiContext } from './contract.ts'

/** What a mark writes: the flag carries the time of the export, which a reset clears (F-362). */
export function exportedValues(
  isExported: boolean,
  context: ApiContext,
): Readonly<Record<'exported', boolean>> & Values {
  return { exported: isExported, 'last-exported-at': isExported ? Math.floor(context.now() / 1000) * 1000 : null }
}

/** Whether a mark counts as a change of the record (F-367). */
export function marksTouch({ quirks }: ApiContext): boolean {
  return quirks['marking-touches-updated-at'] === 'on'
}

/** Whether `export-flag` of a ship notice is its exported flag (F-372). */
export function hasOneFlag({ quirks }: ApiContext): boolean {
  return quirks['ship-notice-flag'] === 'same'
}

/** Whether `?exported=` means anything to a resource. Supplier information has the time of the export only (F-370). */
export function takesMark({ shape }: RecordCollection, { quirks }: ApiContext): boolean {
  if (shape.field('exported')) return true
  return shape.field('last-exported-at') !== undefined && quirks['exported-without-flag'] === 'mark'
}

/** Sets or resets the exported flag of a record, or its time alone where there is no flag. */
export function markExported(
  collection: RecordCollection,
  id: number,
  isExported: boolean,
  context: ApiContext,
): SandboxRecord {
  const values = exportedValues(isExported, context)
  const all = hasOneFlag(context) ? { ...values, 'export-flag': isExported } : values
  const known = Object.fromEntries(Object.entries(all).filter(([name]) => collection.shape.field(name)))
  return context.writer.set(collection, id, defined(known), { isTouching: marksTouch(context) })
}
