import { describe, expect, it } from 'vitest'
import { findBrokenReferences, type References } from './find-broken-references.ts'

const facts = `# Facts

- **F-001** A page has 50 records.
  *documented: Querying Options* · switch \`page-size\`
- **F-002** A client has to take a whole
  host name.
  *inferred*
`

function problemsOf(files: Record<string, string>, options: Partial<References> = {}): string[] {
  return findBrokenReferences({
    files: new Map(Object.entries({ 'docs/facts.md': facts, ...files })),
    factDocument: 'docs/facts.md',
    switches: [{ name: 'page-size', source: 'F-001' }],
    exists: (path) => ['docs/facts.md', 'docs/decisions', 'README.md'].includes(path),
    ...options,
  })
}

describe('findBrokenReferences', () => {
  it('has nothing to say when everything can be followed', () => {
    const source = '/** At most 50 (F-001), see docs/facts.md; the rest is in RFC 6749 §5.2. */'
    const page =
      'The [facts](facts.md#facts), [decisions](decisions), [home](../README.md), [Coupa](https://coupa.com).'

    expect(problemsOf({ 'src/page.ts': source, 'docs/page.md': page })).toEqual([])
  })

  it('finds facts that the document does not define', () => {
    expect(problemsOf({ 'src/page.ts': '// F-001 and F-009' })).toEqual(['src/page.ts: F-009 is not in docs/facts.md'])
  })

  it('finds facts that are defined twice, out of order, or without a mark', () => {
    const broken = `${facts}- **F-001** Again.\n  *seen: a client*\n- **F-004** No mark.\n- **F-003** Late.\n  *sure*\n`

    expect(problemsOf({ 'docs/facts.md': broken }, { switches: [{ name: 'page-size', source: 'F-001' }] })).toEqual(
      expect.arrayContaining([
        'docs/facts.md: F-001 is defined twice',
        'docs/facts.md: F-004 does not say how sure it is',
        'docs/facts.md: F-003 stands behind F-004',
        'docs/facts.md: F-003 does not say how sure it is',
      ]),
    )
  })

  it.each([
    'api-facts',
    '(platform-semantics)',
    'as requirement B3 asks',
    'the article [0239]',
    'see §3.5',
    'appendix C',
    'processes.md B.3',
  ])('finds citations of documents that are not in the repository: %s', (citation) => {
    expect(problemsOf({ 'src/page.ts': `// ${citation}` })).toEqual([
      `src/page.ts: cites a document that is not in the repository: // ${citation}`,
    ])
  })

  it('finds links and pages that do not exist, and leaves code alone', () => {
    const page = 'See [this](missing.md#part) and docs/lost.md.\n\n```md\n[not](a-link.md)\n```\n'

    expect(problemsOf({ 'packages/a/README.md': page })).toEqual([
      'packages/a/README.md: points to docs/lost.md, which does not exist',
      'packages/a/README.md: points to packages/a/missing.md, which does not exist',
    ])
  })

  it('finds switches and facts that do not name each other', () => {
    const switches = [
      { name: 'page-size', source: 'F-002' },
      { name: 'host', source: 'F-002' },
    ]

    expect(problemsOf({}, { switches })).toEqual([
      'docs/facts.md: the switch page-size names F-002, and the document has it at F-001',
      'docs/facts.md: the switch host names F-002, and the document has it at nowhere',
    ])
    expect(problemsOf({}, { switches: [] })).toEqual([
      'docs/facts.md: F-001 names the switch page-size, which the sandbox does not have',
    ])
  })
})
