import { createGenerator } from '../data/generator.ts'
import { createIdSpace } from '../data/ids.ts'
import { hashText, mix } from '../data/random.ts'
import { createTimeline } from '../data/times.ts'
import { createWorld } from '../data/world.ts'
import type { Schema } from '../schema/schema.ts'
import { embeddedViews, typedViews } from '../schema/views.ts'
import { countOf, isMasterData, type RecordCounts } from '../settings/record-counts.ts'
import { createEmbeddedCollection } from './embedded-collection.ts'
import type { RecordCollection, RecordStore } from './record-store.ts'
import { createTypedCollection } from './typed-collection.ts'
import { createVirtualCollection } from './virtual-collection.ts'

/** What the records of an organization depend on. */
export interface OrganizationStoreOptions {
  readonly schema: Schema
  readonly seed: number
  readonly records?: RecordCounts | undefined
  /** Whether a change of a line changes `updated-at` of its document; true by default. */
  readonly childTouchesParent?: boolean
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Minutes that the organization's time zone is ahead of UTC; 0 by default. */
  readonly offsetMinutes?: (timeMs: number) => number
}

const DAY_MS = 86_400_000
/** Most records below one parent. */
const MAX_CHILDREN = 3

/** Makes the records of an organization: the same for the same seed and counts. */
export function createOrganizationStore(options: OrganizationStoreOptions): RecordStore {
  const { schema, seed, records, now, offsetMinutes = () => 0, childTouchesParent: touchesOwner = true } = options
  const counts = (resource: string): number => (schema.resource(resource) ? countOf(resource, records) : 0)
  const idSpaces = new Map<string, ReturnType<typeof createIdSpace>>()
  const todayMs = Math.floor(now() / DAY_MS) * DAY_MS
  const world = createWorld({
    seed,
    todayMs,
    countOf: referableCount,
    idAt: (resource, index) => {
      const view = embeddedViews.find((candidate) => candidate.resource === resource)
      if (view) return idSpaceOf(view.owner).idAt(index) * 64 + 1
      return idSpaceOf(resource).idAt(index)
    },
    offsetMinutes,
  })
  const generator = createGenerator(world)
  const collections = new Map<string, RecordCollection>()

  /** Typed views have no first records that are surely theirs, so generated records do not refer to them. */
  function referableCount(resource: string): number {
    if (typedViews.some((view) => view.resource === resource)) return 0
    const view = embeddedViews.find((candidate) => candidate.resource === resource)
    return counts(view?.owner ?? resource)
  }

  function idSpaceOf(resource: string): ReturnType<typeof createIdSpace> {
    const known = idSpaces.get(resource)
    if (known) return known
    const ids = createIdSpace(seed, resource)
    idSpaces.set(resource, ids)
    return ids
  }

  function createCollection(resource: string, parentIds: readonly number[]): RecordCollection | undefined {
    if (!schema.resource(resource)) return undefined
    const shape = schema.shapeOf(resource)
    const typed = typedViews.find((view) => view.resource === resource)
    const base = typed && store.collection(typed.base)
    if (typed && base) return createTypedCollection(typed, shape, base)
    const view = embeddedViews.find((candidate) => candidate.resource === resource)
    const owners = view && store.collection(view.owner)
    if (view && owners)
      return createEmbeddedCollection({ view, shape, owners, ownerId: parentIds[0], touchesOwner, now })
    const path = pathOf(resource, parentIds)
    const count = parentIds.length === 0 ? counts(resource) : childCount(path, resource)
    const timeline = createTimeline({ count, todayMs, isMasterData: isMasterData(resource) })
    return createVirtualCollection({ resource, path, shape, seed, count, generator, timeline, now })
  }

  function childCount(path: string, resource: string): number {
    const given = typeof records === 'object' ? records[resource] : undefined
    return given ?? mix(seed, hashText(path)) % (MAX_CHILDREN + 1)
  }

  const store: RecordStore = {
    collection(resource, parentIds = []) {
      const path = pathOf(resource, parentIds)
      const known = collections.get(path)
      if (known) return known
      if (!hasParents(resource, parentIds)) return undefined
      const collection = createCollection(resource, parentIds)
      if (collection) collections.set(path, collection)
      return collection
    },
    resolve: (reference) => store.collection(reference.resource)?.get(reference.id),
  }

  /** Parents that are resources themselves must exist; others, such as custom objects, are taken as they come. */
  function hasParents(resource: string, parentIds: readonly number[]): boolean {
    const segments = resource.split('/')
    const parameters = segments.flatMap((segment, place) => (segment.startsWith(':') ? [place] : []))
    if (parameters.length !== parentIds.length) return false
    return parameters.every((place, order) => {
      const parent = segments.slice(0, place).join('/')
      const id = parentIds[order]
      if (id === undefined || !schema.resource(parent)) return id !== undefined
      return store.collection(parent, parentIds.slice(0, order))?.get(id) !== undefined
    })
  }

  return store
}

function pathOf(resource: string, parentIds: readonly number[]): string {
  let place = 0
  return resource.replaceAll(/:\w+/g, () => String(parentIds[place++] ?? ''))
}
