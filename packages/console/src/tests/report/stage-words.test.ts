import { describe, expect, it } from 'vitest'
import { aspectWords, stageWords } from './stage-words.ts'
import { stageNames } from './stages-model.ts'

describe('stageWords', () => {
  it.each(stageNames)('says of %s what is done and what came of it, in words of its own', (name) => {
    const said = (['running', 'ended', 'failed'] as const).map((status) => stageWords(name, status))

    expect(new Set(said).size).toBe(3)
    for (const words of said) expect(words).toMatch(/^[A-Z][\w ]+$/)
    expect(said.join()).not.toMatch(/probe|tls|classify|parse/i)
  })

  it('names the resource of a deeper probe', () => {
    expect(stageWords('probe:invoices', 'running')).toBe('Reading invoices')
    expect(stageWords('probe:invoices', 'failed')).toBe('invoices not read')
  })
})

describe('aspectWords', () => {
  it('says in words what differs', () => {
    expect(aspectWords('latency of token-connect')).toBe('Time to reach the token server')
    expect(aspectWords('latency of service-tls')).toBe('Time to encrypt with Coupa')
    expect(aspectWords('encryption in service-tls')).toBe('Encryption with Coupa')
    expect(aspectWords('stage')).toBe('Stage reached')
    expect(aspectWords('total duration')).toBe('Total duration')
  })
})
