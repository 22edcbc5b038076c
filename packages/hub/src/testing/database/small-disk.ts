import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmdirSync } from 'node:fs'
import { open, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own for a test, in memory. */
export interface SmallDisk extends AsyncDisposable {
  readonly path: string
  /** Takes all room but so much. */
  fill(leftBytes: number): Promise<void>
  /** Gives back what `fill` took. */
  clear(): Promise<void>
}

/** Mounts a disk. Needs root. */
export function mountSmallDisk(mebibytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'small-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0755`, 'tmpfs', path])
  chmodSync(path, 0o755)
  const filler = join(path, 'filler')
  return {
    path,
    fill: async (leftBytes) => {
      await using handle = await open(filler, 'a')
      const chunk = Buffer.alloc(4096, 1)
      for (;;) {
        const { bavail, bsize } = await statfs(path)
        const chunks = Math.floor((bavail * bsize - leftBytes) / chunk.length)
        if (chunks <= 0) return
        await handle.writev(Array.from({ length: Math.min(chunks, 1024) }, () => chunk))
      }
    },
    clear: () => rm(filler, { force: true }),
    [Symbol.asyncDispose]: async () => {
      // Lazily: a server that was just killed may not be gone.
      execFileSync('umount', ['--lazy', path])
      rmdirSync(path)
    },
  }
}

/** Whether this machine lets the test mount disks. */
export const mayMount: boolean = canMount()

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    // A container's root may be one without the right to mount.
    const path = mkdtempSync(join(tmpdir(), 'mount-'))
    try {
      execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', path], { stdio: 'ignore' })
      execFileSync('umount', [path])
      return true
    } finally {
      rmdirSync(path)
    }
  } catch {
    return false
  }
}
