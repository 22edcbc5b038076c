import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk whose power can be cut: what was written and not synced is gone, as the system's memory is. */
export interface PowerDisk extends AsyncDisposable {
  readonly path: string
  /**
   * Drops in one moment whatever has not been synced. From then on everything fails for who uses the disk, until `restore`
   * is called.
   */
  cut(): void
  /** Brings the disk back with what was on it. Nobody may use it at that moment. */
  restore(): void
}

/**
 * Makes an ext4 file system in a file and mounts it. Needs root, loop devices and Perl. A disk of this kind keeps its own
 * promise about what was synced: it does not stand for one that lies, or for sectors that are torn.
 */
export function makePowerDisk(mebibytes: number): PowerDisk {
  const folder = mkdtempSync(join(tmpdir(), 'power-disk-'))
  const image = join(folder, 'image')
  const path = join(folder, 'disk')
  chmodSync(folder, 0o755)
  execFileSync('truncate', ['--size', `${mebibytes}M`, image])
  execFileSync('mkfs.ext4', ['-q', '-F', image])
  execFileSync('mkdir', [path])
  // Without the system's own writing back, every few seconds: what was not synced is to be lost.
  const mount = (): unknown => execFileSync('mount', ['-o', 'loop,commit=600', image, path])
  mount()
  chmodSync(path, 0o755)
  return {
    path,
    cut: () => void execFileSync('perl', ['-e', shutDown, path]),
    restore: () => {
      execFileSync('umount', [path])
      mount()
    },
    [Symbol.asyncDispose]: async () => {
      execFileSync('umount', ['--lazy', path])
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
}

/** Whether this machine lets the test make such disks. */
export const hasPowerDisks: boolean = canMake()

/** EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH: the file system stops, and writes nothing that it still holds. */
const shutDown = 'open(F, "<", $ARGV[0]) or die; my $how = pack("L", 2); ioctl(F, 0x8004587d, $how) or die "$!"'

function canMake(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    for (const program of ['mkfs.ext4', 'perl', 'losetup']) execFileSync('which', [program], { stdio: 'ignore' })
    execFileSync('losetup', ['--find'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
