import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findLockProblems, type LockFile } from './lock-problems.ts'

const integrity = 'sha512-AAAA'

describe('findLockProblems', () => {
  it('accepts an optional package beside its parent, above it and inside it', () => {
    const places = [
      'node_modules/tool/node_modules/binding',
      'node_modules/binding',
      'packages/app/node_modules/binding',
    ]
    for (const place of places) {
      const parent = place.startsWith('packages') ? 'packages/app/node_modules/tool' : 'node_modules/tool'

      expect(findLockProblems(lockWith(parent, { [place]: { version: '1.0.0', integrity } }))).toEqual([])
    }
  })

  it('names an optional package without an entry, and who asks for it', () => {
    expect(findLockProblems(lockWith('node_modules/tool', {}))).toEqual([
      'node_modules/tool names the optional package binding@1.0.0, which has no entry',
    ])
  })

  it('does not take a package that Node would not find there', () => {
    const elsewhere = { 'node_modules/other/node_modules/binding': { version: '1.0.0', integrity } }

    expect(findLockProblems(lockWith('node_modules/tool', elsewhere))).toHaveLength(1)
  })

  it.each(['https://registry.example/tool.tgz', 'git+ssh://git@host.example/tool.git'])(
    'refuses the address %s',
    (resolved) => {
      const lock = { packages: { 'node_modules/tool': { version: '1.0.0', integrity, resolved } } }

      expect(findLockProblems(lock)).toEqual([expect.stringContaining(new URL(resolved).host)])
    },
  )

  it('accepts the folder of a workspace, which has no content of its own to vouch for', () => {
    const lock = { packages: { 'node_modules/app': { resolved: 'packages/app', link: true }, 'packages/app': {} } }

    expect(findLockProblems(lock)).toEqual([])
  })

  it('refuses a package whose content nothing vouches for', () => {
    expect(findLockProblems({ packages: { 'node_modules/tool': { version: '1.0.0' } } })).toEqual([
      'node_modules/tool has no integrity',
    ])
  })

  it('finds each platform missing that is taken out of the lock file of this repository', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile
    const path = 'node_modules/@biomejs/cli-win32-x64'
    const { [path]: removed, ...packages } = lock.packages

    expect(removed).toBeDefined()
    expect(findLockProblems({ packages })).toEqual([expect.stringContaining('@biomejs/cli-win32-x64')])
  })
})

function lockWith(parent: string, packages: LockFile['packages']): LockFile {
  return {
    packages: { [parent]: { version: '1.0.0', integrity, optionalDependencies: { binding: '1.0.0' } }, ...packages },
  }
}
