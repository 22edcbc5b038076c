import { execFileSync } from 'node:child_process'
import { chmodSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What Node.js and the embedded database need of a system: the same as in the public base that releases are built on. */
const packages = ['base-files', 'netbase', 'tzdata', 'ca-certificates', 'libc6', 'libgcc-s1', 'libstdc++6', 'dash']

/**
 * What nobody reads in an image: neither Node.js nor PostgreSQL asks the C library to convert between character sets. The
 * copyright files stay.
 */
const leftOut = ['usr/lib/*/gconv', 'usr/share/{man,locale,lintian,bug,zoneinfo/right}', 'usr/{games,include}']

/**
 * Makes a file system of Debian's own packages, unpacked and not installed, for machines that cannot reach a registry of
 * images.
 */
export function makeDebianBase(target: string): void {
  const downloads = mkdtempSync(join(tmpdir(), 'debian-packages-'))
  try {
    // The user of apt's downloads writes here.
    chmodSync(downloads, 0o777)
    download(downloads)
    for (const archive of globSync('*.deb', { cwd: downloads }).sort()) {
      execFileSync('dpkg-deb', ['--extract', join(downloads, archive), target])
    }
  } finally {
    rmSync(downloads, { recursive: true, force: true })
  }
  for (const folder of globSync(leftOut, { cwd: target }))
    rmSync(join(target, folder), { recursive: true, force: true })
  gatherCertificates(target)
  for (const folder of ['proc', 'sys', 'dev']) mkdirSync(join(target, folder), { recursive: true })
  chmodSync(join(target, 'tmp'), 0o1777)
}

/** Lists of packages are absent on a new machine, and old ones name versions that are gone. */
function download(folder: string): void {
  const run = () => execFileSync('apt-get', ['download', '-q', ...packages], { cwd: folder, stdio: 'pipe' })
  try {
    run()
  } catch {
    execFileSync('apt-get', ['update', '-q'], { stdio: 'pipe' })
    run()
  }
}

/** One file of all authorities, as the installation of the package would write it. */
function gatherCertificates(target: string): void {
  const folder = join(target, 'usr/share/ca-certificates')
  const files = globSync('**/*.crt', { cwd: folder }).sort()
  mkdirSync(join(target, 'etc/ssl/certs'), { recursive: true })
  writeFileSync(
    join(target, 'etc/ssl/certs/ca-certificates.crt'),
    files.map((file) => readFileSync(join(folder, file), 'utf8')).join(''),
  )
}
