// Checks what would be published: entry points exist, types resolve, and nothing but the package's own files is packed.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const forbidden = [/\.test\./, /\.test-d\./, /\/testing\//, /\.tsbuildinfo$/]
const folder = mkdtempSync(join(tmpdir(), 'packed-'))

try {
  for (const name of ['catalog', 'connector', 'sandbox', 'protocol', 'hub', 'container', 'console', 'cli']) {
    const directory = join('packages', name)
    const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder, `./${directory}`]))
    const strays = packed.files.map((file: { path: string }) => file.path).filter(isForbidden)
    if (strays.length > 0) throw new Error(`${name} would publish ${strays.join(', ')}`)

    run('publint', ['run', directory, '--strict', '--pack', 'false'])
    const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
    if (manifest.exports) run('attw', [join(folder, packed.filename), '--profile', 'esm-only'])
    process.stdout.write(
      `${manifest.name}: ${packed.files.length} files, ${Math.round(packed.size / 1024)} KiB packed\n`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function isForbidden(path: string): boolean {
  return forbidden.some((pattern) => pattern.test(path))
}

function run(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error })
  }
}
