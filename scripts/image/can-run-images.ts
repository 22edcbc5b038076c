import { existsSync } from 'node:fs'

/** Whether this machine can build the image and run it: with buildah, Debian's packages, and the rights of root. */
export function canRunImages(): boolean {
  const programs = ['/usr/bin/buildah', '/usr/bin/dpkg-deb', '/usr/bin/strip', '/usr/bin/unshare']
  return process.getuid?.() === 0 && programs.every((program) => existsSync(program))
}
