import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { testOutcomes } from '../../packages/connector/src/diagnosis/outcomes/outcomes.ts'
import { withOutcomeTables } from './outcome-tables.ts'

const page = readFileSync(new URL('../../docs/connection-test.md', import.meta.url), 'utf8')

describe('withOutcomeTables', () => {
  it('changes nothing in docs/connection-test.md; if it does, run: node scripts/document-outcomes.ts', () => {
    expect(withOutcomeTables(page, testOutcomes)).toBe(page)
  })

  it('brings words that changed into the page, and keeps the text around them', () => {
    const changed = {
      ...testOutcomes,
      OK: { ...testOutcomes.OK, title: 'Works', remedy: () => 'See https://{a b}/x.' },
    }

    const text = withOutcomeTables(page, changed)

    expect(text).toContain('| `OK` | Works | See `https://{a b}/x`. | – |\n')
    expect(text.slice(0, text.indexOf('<!--'))).toBe(page.slice(0, page.indexOf('<!--')))
    expect(withOutcomeTables(text, testOutcomes)).toBe(page)
  })

  it('refuses a page that has no place for them', () => {
    expect(() => withOutcomeTables('# A page\n', testOutcomes)).toThrow('no place for the outcomes of the connector')
  })
})
