import type { FieldDescription, ResourceDescription } from '@coupa-connector/catalog'

/** How Coupa is told that a record of a resource was exported, and how one sees it. */
export interface Marking {
  /** The flag that a condition can ask for; undefined where there is only the time of the export, whose absence cannot be asked for (F-192). */
  readonly flag: 'exported' | 'export-flag' | undefined
  /** `command`: the mark is a command of its own (F-361). `field`: it is a field that is written like others (F-372). */
  readonly by: 'command' | 'field'
  /** Whether a mark can be taken back (F-407). */
  readonly canTakeBack: boolean
  /** Whether Coupa is known to keep the mark (F-370). */
  readonly isKept: boolean
}

/** How a resource is marked as exported. Undefined for one that cannot be marked. */
export function markingOf({ fields, operations, actions }: ResourceDescription): Marking | undefined {
  const has = (name: string, is: (field: FieldDescription) => boolean): boolean =>
    fields.some((field) => field.name === name && is(field))
  const canUpdate = operations.some(({ name }) => name === 'update')
  const canExport = actions.some(({ name, level }) => name === 'export' && level === 'record')
  if (canUpdate && has('export-flag', ({ isWritable }) => isWritable)) {
    return { flag: 'export-flag', by: 'field', canTakeBack: true, isKept: true }
  }
  if (canUpdate && has('exported', ({ isReadable }) => isReadable)) {
    return { flag: 'exported', by: 'command', canTakeBack: true, isKept: true }
  }
  if (!has('last-exported-at', ({ isReadable }) => isReadable)) return undefined
  if (canExport) return { flag: undefined, by: 'command', canTakeBack: false, isKept: true }
  return canUpdate ? { flag: undefined, by: 'command', canTakeBack: true, isKept: false } : undefined
}
