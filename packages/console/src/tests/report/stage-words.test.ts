import { stageWords } from '@coupa-connector/protocol/stage-words'
import { describe, expect, it } from 'vitest'
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
