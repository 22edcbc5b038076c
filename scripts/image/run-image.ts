import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildah } from './build-image.ts'

/** What an image says of itself. */
export interface ImageConfiguration {
  readonly user: string
  readonly environment: Readonly<Record<string, string>>
  readonly entrypoint: readonly string[]
  readonly command: readonly string[]
  readonly volumes: readonly string[]
  readonly healthCheck: readonly string[]
}

/** A program in a container, which is process 1 there. */
export interface ImageProcess {
  /** What it has printed. */
  readonly printed: { stdout: string; stderr: string }
  readonly finished: Promise<{ readonly status: number | null }>
  /** Resolves when standard output contains a text. Rejects when the program ends before. */
  waitFor(text: string): Promise<void>
  kill(signal: NodeJS.Signals): void
}

export interface RunOptions {
  readonly args: readonly string[]
  readonly hostname: string
  /** Folder of this machine that is the volume of the data. */
  readonly data: string
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string
}

/** An image, unpacked, with what it takes to run it without a container engine. Only root can do this. */
export interface UnpackedImage extends Disposable {
  /** Where its file system stands. */
  readonly root: string
  readonly configuration: ImageConfiguration
  /** A folder for a volume, which belongs to the user of the image. */
  makeVolume(): string
  start(options: RunOptions): ImageProcess
}

/** Unpacks an image that is in the store of buildah. */
export function unpackImage(name: string): UnpackedImage {
  const container = buildah(['from', '--pull-never', name])
  const root = buildah(['mount', container])
  const configuration = readConfiguration(name)
  const volumes: string[] = []
  const started = new Set<ChildProcess>()
  return {
    root,
    configuration,
    makeVolume: () => {
      const folder = mkdtempSync(join(tmpdir(), 'volume-'))
      const [uid, gid] = configuration.user.split(':').map(Number)
      chownSync(folder, uid ?? 0, gid ?? 0)
      volumes.push(folder)
      return folder
    },
    start: (options) => startProcess(options, { root, configuration, started }),
    [Symbol.dispose]: () => {
      for (const child of started) child.kill('SIGKILL')
      buildah(['rm', container])
      for (const folder of volumes) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/**
 * Does what an engine does: a root that is read-only, the volume, an empty /tmp, a few devices, a host name and process numbers of
 * its own, the user of the image, and no variables but those of the image. The network is the machine's.
 */
const enter = `
root=$1; host=$2; data=$3; place=$4; user=$5; shift 5
hostname "$host"
mount --bind "$root" "$root"
mount --bind "$data" "$root$place"
mount -o remount,bind,ro "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero random urandom; do touch "$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"; done
mkdir -m 1777 "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
exec chroot --userspec="$user" "$root" "$@"
`

function startProcess(
  { args, hostname, data, environment = {}, input = '' }: RunOptions,
  {
    root,
    configuration,
    started,
  }: { root: string; configuration: ImageConfiguration; readonly started: Set<ChildProcess> },
): ImageProcess {
  const { user, entrypoint, environment: own, volumes } = configuration
  const namespaces = ['--mount', '--uts', '--pid', '--ipc', '--fork', '--kill-child=SIGKILL']
  const inside = [root, hostname, data, volumes[0] ?? '', user, ...entrypoint, ...args]
  // The image's PATH also leads to chroot here, which chroot itself then no longer needs.
  const child = spawn('unshare', [...namespaces, 'sh', '-ec', enter, 'sh', ...inside], {
    env: { ...own, PATH: `${own.PATH}:/usr/sbin:/sbin`, ...environment },
  })
  started.add(child)
  const printed = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text
    })
  }
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const finished = once(child, 'close').then(([status]) => {
    started.delete(child)
    return { status: status as number | null }
  })
  return {
    printed,
    finished,
    waitFor: async (text) => {
      while (!printed.stdout.includes(text)) {
        const ended = await Promise.race([once(child.stdout, 'data').then(() => undefined), finished])
        if (ended) throw new Error(`It ended with ${ended.status}: ${printed.stderr}`)
      }
    },
    kill: (signal) => process.kill(firstProcessOf(child.pid ?? 0), signal),
  }
}

/** Process 1 of the container, by its number on this machine. */
function firstProcessOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  return Number(children[0])
}

function readConfiguration(name: string): ImageConfiguration {
  const { Docker } = JSON.parse(buildah(['inspect', '--type', 'image', name])) as {
    Docker: {
      config: {
        User: string
        Env: readonly string[]
        Entrypoint: readonly string[]
        Cmd: readonly string[]
        Volumes: Readonly<Record<string, unknown>>
        Healthcheck?: { Test: readonly string[] }
      }
    }
  }
  const { User, Env, Entrypoint, Cmd, Volumes, Healthcheck } = Docker.config
  return {
    user: User,
    environment: Object.fromEntries(Env.map((line) => line.split('=') as [string, string])),
    entrypoint: Entrypoint,
    command: Cmd,
    volumes: Object.keys(Volumes),
    // The first word says that no shell is meant.
    healthCheck: Healthcheck?.Test.slice(1) ?? [],
  }
}
