/** The parts of `package-lock.json` that the check reads. */
export interface LockFile {
  packages: Readonly<Record<string, LockEntry>>
}

export interface LockEntry {
  version?: string
  resolved?: string
  integrity?: string
  link?: boolean
  inBundle?: boolean
  optionalDependencies?: Readonly<Record<string, string>>
}

/**
 * Returns a sentence for each thing that makes a lock file fail on another machine than the one that wrote it:
 * an optional package without an entry (each is some platform's binary), the address of a registry, or an entry whose
 * content nothing vouches for.
 */
export function findLockProblems(lock: LockFile): string[] {
  return Object.entries(lock.packages).flatMap(([path, entry]) => [
    ...findMissingOptionals(lock, path, entry),
    ...findAddress(path, entry),
    ...findMissingIntegrity(path, entry),
  ])
}

function findMissingOptionals(lock: LockFile, path: string, entry: LockEntry): string[] {
  return Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !resolves(lock, path, name))
    .map(([name, range]) => `${path || 'the root'} names the optional package ${name}@${range}, which has no entry`)
}

/** Looks where Node looks: beside the package, then in each folder above it. */
function resolves(lock: LockFile, path: string, name: string): boolean {
  const segments = path.split('/')
  return segments
    .map((_, length) => segments.slice(0, length + 1).join('/'))
    .concat('')
    .some((folder) => `${folder && `${folder}/`}node_modules/${name}` in lock.packages)
}

function findAddress(path: string, { resolved }: LockEntry): string[] {
  return resolved !== undefined && /^[a-z+]+:/i.test(resolved)
    ? [`${path} comes from ${new URL(resolved).host}: only the registry that each machine is set up for may be asked`]
    : []
}

function findMissingIntegrity(path: string, entry: LockEntry): string[] {
  const isDownloaded = path.includes('node_modules/') && !entry.link && !entry.inBundle
  return isDownloaded && !entry.integrity ? [`${path} has no integrity`] : []
}
