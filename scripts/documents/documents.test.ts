import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { testOutcomes } from '../../packages/connector/src/diagnosis/outcomes/outcomes.ts'
import { stageNames } from '../../packages/connector/src/diagnosis/report/stages.ts'
import { coupaErrorCodes } from '../../packages/connector/src/errors/codes.ts'
import { problemKinds } from '../../packages/protocol/src/schemas/problem-codes.ts'
import { stageWords } from '../../packages/protocol/src/stage-words.ts'

const folder = fileURLToPath(new URL('../../docs', import.meta.url))
const read = (path: string) => readFileSync(`${folder}/${path}`, 'utf8')

describe('the documentation', () => {
  it('leads from its index to every page', () => {
    const index = read('README.md')
    const pages = [
      ...globSync('*.md', { cwd: folder }),
      ...globSync('{tutorials,tasks,concepts,operations}/*.md', { cwd: folder }),
    ]

    for (const page of pages.filter((path) => path !== 'README.md')) expect(index).toContain(`](${page})`)
    expect(pages.map((path) => basename(path))).toContain('troubleshoot.md')
  })

  it.each([...coupaErrorCodes, ...Object.keys(problemKinds)])('says what to do about %s', (code) => {
    expect(read('tasks/troubleshoot.md')).toContain(`| \`${code}\` |`)
  })

  it.each(['connect-your-coupa.md', 'troubleshoot.md'])('quotes in %s what a test says, word for word', (page) => {
    const titles = new Set(Object.values(testOutcomes).map(({ title }) => title))
    const table = /\| the test says \|.*\n\|[-|]+\n((?:\|.*\n)+)/.exec(read(`tasks/${page}`))?.[1] ?? ''
    const quoted = table.match(/^\| [^|]+/gm)?.flatMap((cell) => cell.slice(2).trim().split(', ')) ?? []

    expect(quoted.length).toBeGreaterThan(5)
    expect(quoted.filter((words) => !titles.has(words))).toEqual([])
  })

  it.each(stageNames)('names the stage %s as console and command line do', (name) => {
    expect(read('connection-test.md')).toMatch(new RegExp(`\`${name}\`[^\n]*\\| ${stageWords(name, 'ended')} \\|`))
  })
})
