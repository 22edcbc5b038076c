import { hashText, mix } from './random.ts'

const BLOCK_RECORDS = 8
const BLOCK_IDS = 11
const PAGE_BLOCKS = 128
const PAGE_RECORDS = BLOCK_RECORDS * PAGE_BLOCKS
/** Room for the blocks of a page and a hole of 512 ids behind it, as a purge leaves one. */
const PAGE_IDS = BLOCK_IDS * PAGE_BLOCKS + 512

/** The ids of the generated records of one resource: rising, with gaps, and both directions cost the same however many there are. */
export interface IdSpace {
  /** Id of the record at a place, counted from 0. */
  idAt(index: number): number
  /** Place of an id, or undefined when the id falls into a gap. */
  indexOf(id: number): number | undefined
  /** Number of places whose id is smaller than the given one. */
  placesBelow(id: number): number
}

/** Lays out the ids of a resource. In each eleven ids eight are used, which eight depends on seed and name. */
export function createIdSpace(seed: number, name: string): IdSpace {
  const hash = mix(seed, hashText(name))
  const first = 1 + (hash % 40)
  const used = usedOffsets(hash)

  function idAt(index: number): number {
    const page = Math.floor(index / PAGE_RECORDS)
    const inPage = index - page * PAGE_RECORDS
    const block = Math.floor(inPage / BLOCK_RECORDS)
    return first + page * PAGE_IDS + block * BLOCK_IDS + (used[inPage % BLOCK_RECORDS] ?? 0)
  }

  function placesBelow(id: number): number {
    if (!(id > first)) return 0
    const from = Math.ceil(Math.min(id, Number.MAX_SAFE_INTEGER)) - first
    const page = Math.floor(from / PAGE_IDS)
    const inPage = from - page * PAGE_IDS
    const block = Math.floor(inPage / BLOCK_IDS)
    if (block >= PAGE_BLOCKS) return (page + 1) * PAGE_RECORDS
    const inBlock = used.filter((offset) => offset < inPage - block * BLOCK_IDS).length
    return page * PAGE_RECORDS + block * BLOCK_RECORDS + inBlock
  }

  function indexOf(id: number): number | undefined {
    if (!Number.isSafeInteger(id) || id < first) return undefined
    const index = placesBelow(id)
    return idAt(index) === id ? index : undefined
  }

  return { idAt, indexOf, placesBelow }
}

function usedOffsets(hash: number): readonly number[] {
  const offsets = Array.from({ length: BLOCK_IDS }, (_unused, offset) => offset)
  for (let round = 0; offsets.length > BLOCK_RECORDS; round += 1) offsets.splice(mix(hash, round) % offsets.length, 1)
  return offsets
}
