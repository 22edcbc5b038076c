import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { userAgent, version } from './user-agent.ts'

describe('userAgent', () => {
  it('names the version of the package', () => {
    const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

    expect(manifest).toMatchObject({ version })
    expect(userAgent).toBe(`coupa-connector/${version}`)
  })
})
