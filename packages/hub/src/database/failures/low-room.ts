/**
 * Below this, somebody should make room while there is time. It is twice the size that the embedded server's write-ahead log
 * may grow to, and holds months of jobs of a small installation.
 */
const lowRoomBytes = 512 * 1_048_576

/** Whether little is left on the database's disk. False when that is not known. */
export function isLowRoom(freeBytes: number | undefined): freeBytes is number {
  return freeBytes !== undefined && freeBytes < lowRoomBytes
}

/** Says it to whoever looks after the machine. */
export function warnOfRoom(freeBytes: number): string {
  const mebibytes = Math.floor(freeBytes / 1_048_576)
  return `The disk of the database has ${mebibytes} MiB left. Make room: below ${lowRoomBytes / 1_048_576} MiB it may be full before anybody notices.`
}
