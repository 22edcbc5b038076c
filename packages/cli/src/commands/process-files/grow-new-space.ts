import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

const mebibyte = 1024 * 1024
const wantedBytes = 4 * mebibyte
/** Numbers in a piece of 64 KiB: a larger piece would not be in the space for new objects. */
const pieceLength = 8192
const mostPieces = 256

/**
 * Makes the space for new objects 4 MiB large where the program holds it at its size at the start. A page of records with lines takes
 * more than 1 MiB while it is parsed, so that most of it would survive a collection and be old before it is delivered. V8 lets
 * the space grow only when much of it survives: this fills it once.
 */
export function growNewSpace(): void {
  if (newSpaceBytes() >= wantedBytes) return
  setFlagsFromString('--semi-space-growth-factor=2')
  const pieces: number[][] = []
  while (newSpaceBytes() < wantedBytes && pieces.length < mostPieces) {
    pieces.push(new Array<number>(pieceLength).fill(pieces.length))
  }
  setFlagsFromString('--semi-space-growth-factor=1')
}

/** Half of the space, which is what objects can use of it; rounded, since V8 keeps a little of each page for itself. */
function newSpaceBytes(): number {
  const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
  const usable = (space?.space_used_size ?? 0) + (space?.space_available_size ?? 0)
  return Math.ceil(usable / mebibyte) * mebibyte
}
