import type { ResourceDescription } from '@coupa-connector/catalog'
import type { CoupaRecord, ResourceClient } from '@coupa-connector/connector'

/** How a resource says that a record was exported, and how it is told. */
export interface ExportedFlag {
  /** Fields that a look at the flag needs. */
  readonly fields: readonly string[]
  /** The condition that finds what was not exported. */
  readonly notExported: Readonly<Record<string, unknown>>
  readonly exported: Readonly<Record<string, unknown>>
  isSet(record: CoupaRecord): boolean
  set(resource: ResourceClient, id: string, signal: AbortSignal | undefined): Promise<void>
  unset(resource: ResourceClient, id: string, signal: AbortSignal | undefined): Promise<void>
}

/**
 * The exported flag of a resource, or undefined if it has none. Marks are answered with a few fields only: a whole invoice is
 * a hundred times as long (F-361).
 */
export function exportedFlagOf({ fields }: ResourceDescription): ExportedFlag | undefined {
  const names = new Set(fields.map(({ name }) => name))
  if (!names.has('exported')) return undefined
  const answer = ['id', 'exported', 'last-exported-at', 'updated-at'].filter((name) => names.has(name))
  return {
    fields: answer.slice(1),
    notExported: { exported: false },
    exported: { exported: true },
    isSet: (record) => record.exported === true,
    set: async (resource, id, signal) =>
      void (await resource.markExported(id, { fields: answer, priority: 'bulk', signal })),
    unset: async (resource, id, signal) =>
      void (await resource.unmarkExported(id, { fields: answer, priority: 'bulk', signal })),
  }
}
