import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeDebianBase } from './debian-base.ts'
import { stageProgram } from './stage-program.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What there is of the image: with the embedded database, and without it. */
export type ImageTarget = 'complete' | 'slim'

export interface ImageOptions {
  /** The image to build on. Default: one of this system's own packages. */
  readonly base?: string | undefined
  /** Name and tag. The image without the embedded database gets the same with `-slim`. */
  readonly tag: string
}

/** What was built, by name. */
export interface BuiltImages {
  readonly images: Readonly<Record<ImageTarget, string>>
  /** The base that was made; undefined for a given one, which is kept where buildah keeps what it fetched. */
  readonly base: string | undefined
}

/** Builds the image with and without the embedded database. */
export function buildImages({ base, tag }: ImageOptions): BuiltImages {
  const folder = mkdtempSync(join(tmpdir(), 'image-'))
  try {
    const context = join(folder, 'context')
    mkdirSync(context)
    stageProgram(context)
    const images = { slim: `${tag}-slim`, complete: tag }
    const made = base === undefined ? importDebianBase(join(folder, 'base'), `${tag}-base`) : undefined
    const bases =
      made === undefined
        ? [`--build-arg=BASE=${base}`]
        : ['BASE', 'SHELL_FROM'].map((name) => `--build-arg=${name}=${made}`)
    // The second is part of the first, which keeps its layers.
    for (const target of ['complete', 'slim'] as const) {
      buildah([
        'build',
        // The other format has no place for a health check.
        ...['--format', 'docker', '--isolation', 'chroot', '--layers', '--force-rm', '--timestamp', '0'],
        ...['--file', join(root, 'deploy/image/Containerfile'), '--target', target, '--tag', images[target]],
        ...['--build-arg', `VERSION=${readVersion()}`, ...bases],
        context,
      ])
    }
    return { images, base: made }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Gives its name. */
function importDebianBase(folder: string, name: string): string {
  mkdirSync(folder)
  makeDebianBase(folder)
  const container = buildah(['from', 'scratch'])
  try {
    buildah(['add', '--quiet', container, folder, '/'])
    buildah(['commit', '--quiet', '--format', 'docker', '--timestamp', '0', container, name])
    return name
  } finally {
    buildah(['rm', container])
  }
}

function readVersion(): string {
  const manifest = JSON.parse(readFileSync(join(root, 'packages/cli/package.json'), 'utf8')) as { version: string }
  return manifest.version
}

/** Gives what the program printed. */
export function buildah(args: readonly string[]): string {
  return execFileSync('buildah', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim()
}
