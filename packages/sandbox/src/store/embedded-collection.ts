import type { RecordShape } from '../schema/schema.ts'
import { idOf, isValues, itemsOf, type Value, type Values } from '../schema/value.ts'
import { CHILDREN_PER_OWNER, type EmbeddedView } from '../schema/views.ts'
import type { IdRange, RecordCollection, SandboxRecord } from './record-store.ts'
import { writtenRecord } from './virtual-collection.ts'

/** What a view of embedded records needs. */
export interface EmbeddedCollectionOptions {
  readonly view: EmbeddedView
  readonly shape: RecordShape
  readonly owners: RecordCollection
  /** Only what this owner holds; all owners when absent. */
  readonly ownerId?: number | undefined
  /** Whether a change of what is embedded changes `updated-at` of its owner (F-369). */
  readonly touchesOwner: boolean
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** The lines of documents as a collection of their own. Writes go into the owner. */
export function createEmbeddedCollection(options: EmbeddedCollectionOptions): RecordCollection {
  const { view, shape, owners, ownerId, touchesOwner, now } = options
  const time = (): number => Math.floor(now() / 1000) * 1000

  function childrenOf(owner: SandboxRecord): readonly SandboxRecord[] {
    return itemsOf(owner.get(view.field)).flatMap((item) => {
      const id = idOf(item)
      if (id === undefined || !isValues(item)) return []
      const links = Object.entries(view.links).map(([field, source]) => [field, owner.get(source)] as const)
      return [writtenRecord(id, { ...item, ...Object.fromEntries(links) })]
    })
  }

  function ownerOf(id: number): SandboxRecord | undefined {
    const owner = owners.get(Math.floor(id / CHILDREN_PER_OWNER))
    return ownerId === undefined || owner?.id === ownerId ? owner : undefined
  }

  function get(id: number): SandboxRecord | undefined {
    const owner = ownerOf(id)
    return owner && childrenOf(owner).find((child) => child.id === id)
  }

  function* iterate(range: IdRange = {}): Iterable<SandboxRecord> {
    const { afterId = 0, beforeId = Number.POSITIVE_INFINITY, isDescending = false } = range
    let { skip = 0 } = range
    const ownerRange = {
      afterId: ownerId === undefined ? Math.floor(afterId / CHILDREN_PER_OWNER) - 1 : ownerId - 1,
      beforeId: ownerId === undefined ? Math.floor(beforeId / CHILDREN_PER_OWNER) + 1 : ownerId + 1,
      isDescending,
      // What is embedded is created and changed with its owner.
      ...(range.changed ? { changed: range.changed } : {}),
    }
    for (const owner of owners.iterate(ownerRange)) {
      const children = childrenOf(owner).filter((child) => child.id > afterId && child.id < beforeId)
      for (const child of isDescending ? children.toReversed() : children) {
        if (skip > 0) skip -= 1
        else yield child
      }
    }
  }

  function replaceIn(owner: SandboxRecord, change: (items: readonly Value[]) => readonly Value[]): void {
    const items = change(itemsOf(owner.get(view.field)))
    owners.update(owner.id, { [view.field]: items }, { isTouching: touchesOwner })
  }

  return {
    resource: view.resource,
    shape,
    get version() {
      return owners.version
    },
    get,
    iterate,
    insert(values) {
      const owner = ownerId === undefined ? ownerOfNew(values) : owners.get(ownerId)
      if (!owner) throw new TypeError(`a record of '${view.resource}' needs an owner in '${view.owner}'`)
      const id = nextChildId(owner.id, itemsOf(owner.get(view.field)))
      const child = { ...values, id, 'created-at': time(), 'updated-at': time() }
      replaceIn(owner, (items) => [...items, child])
      return writtenRecord(id, child)
    },
    update(id, changes) {
      const owner = get(id) && ownerOf(id)
      if (!owner) return undefined
      replaceIn(owner, (items) =>
        items.map((item) =>
          isValues(item) && idOf(item) === id ? { ...item, ...changes, id, 'updated-at': time() } : item,
        ),
      )
      return get(id)
    },
    delete(id) {
      const owner = get(id) && ownerOf(id)
      if (!owner) return false
      replaceIn(owner, (items) => items.filter((item) => idOf(item) !== id))
      return true
    },
  }

  function ownerOfNew(values: Values): SandboxRecord | undefined {
    const link = Object.entries(view.links).find(([, source]) => source === 'id')?.[0]
    const id = link === undefined ? undefined : values[link]
    return typeof id === 'number' ? owners.get(id) : undefined
  }
}

/**
 * The id of a record that is added to those an owner holds. Ids stay inside the owner's share, so that an id finds its owner.
 * Throws RangeError when the owner is full.
 */
export function nextChildId(ownerId: number, items: readonly Value[]): number {
  const first = ownerId * CHILDREN_PER_OWNER
  const last = items.reduce<number>((highest, item) => Math.max(highest, idOf(item) ?? 0), first)
  if (last + 1 < first + CHILDREN_PER_OWNER) return last + 1
  const used = new Set(items.map(idOf))
  for (let id = first + 1; id < first + CHILDREN_PER_OWNER; id += 1) if (!used.has(id)) return id
  throw new RangeError(`a record of the sandbox holds at most ${CHILDREN_PER_OWNER - 1} records in a field`)
}
