import { describe, expect, it } from 'vitest'
import { completeNotices, findMissingNotices } from './notices.ts'

const notices = `# Licenses

## @scope/first - 1.2.3 (MIT)

Copyright First

## silent - 2.0.0 (MIT)

## last - 3.0.0-rc.1

Copyright Last
`

describe('findMissingNotices', () => {
  it('accepts packages that have a section with a text, also without an identifier', () => {
    const bundled = [
      { name: '@scope/first', version: '1.2.3' },
      { name: 'last', version: '3.0.0-rc.1' },
    ]

    expect(findMissingNotices(bundled, notices)).toEqual([])
  })

  it('names a package without a section, in another version, and without a text', () => {
    const bundled = [
      { name: 'absent', version: '1.0.0' },
      { name: '@scope/first', version: '1.2.4' },
      { name: 'silent', version: '2.0.0' },
    ]

    expect(findMissingNotices(bundled, notices)).toEqual(['absent@1.0.0', '@scope/first@1.2.4', 'silent@2.0.0'])
  })
})

describe('completeNotices', () => {
  it('gives a package without a text that of its licence, with its author, and leaves the others alone', () => {
    const complete = completeNotices(notices, () => ({ license: 'MIT', author: 'A. Writer <a@example.com>' }))

    expect(findMissingNotices([{ name: 'silent', version: '2.0.0' }], complete)).toEqual([])
    expect(complete).toContain('Copyright (c) A. Writer\n')
    expect(complete.match(/Permission is hereby granted/g)).toHaveLength(1)
    expect(complete).toContain('Copyright First')
    expect(complete).toContain('Copyright Last')
  })

  it('knows the text of the Apache License, too', () => {
    const complete = completeNotices(notices, () => ({ license: 'Apache-2.0' }))

    expect(findMissingNotices([{ name: 'silent', version: '2.0.0' }], complete)).toEqual([])
    expect(complete).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION')
  })

  it.each([{ license: 'ISC' }, {}])('refuses to guess the text of another licence: %j', (manifest) => {
    expect(() => completeNotices(notices, () => manifest)).toThrow('silent is bundled')
  })
})
