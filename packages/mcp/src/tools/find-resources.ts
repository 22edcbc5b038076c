import { findResource, listResources, nearestResources, type ResourceSummary } from '@coupa-connector/catalog'
import * as z from 'zod'
import { defineTool, readsCatalog, type Tool } from '../tool/tool.ts'
import { ToolProblem } from '../tool/tool-problem.ts'

/** Most resources of an answer. */
const shown = 10

/** Finds resources by what people call them. */
export const findResourcesTool: Tool = defineTool({
  name: 'find_resources',
  title: 'Find resources',
  description:
    'Find which Coupa resources (tables of the API) hold something, in any words: "vendor address", "receipts".',
  annotations: readsCatalog,
  asksOrganization: false,
  input: { text: z.string().min(2).max(200) },
  run: async ({ text }) => {
    const ranked = rankResources(text)
    if (ranked.length === 0) {
      throw new ToolProblem(
        'NOTHING_FOUND',
        `No resource matches ${JSON.stringify(text)}.`,
        'Use nouns of procurement: invoice, requisition, order, receipt, supplier, contract, expense, account.',
      )
    }
    return {
      resources: ranked.slice(0, shown).map(describeShortly),
      ...(ranked.length > shown ? { more: ranked.length - shown } : {}),
    }
  },
})

function rankResources(text: string): ResourceSummary[] {
  const words = wordsOf(text)
  const meant = [text, ...words].flatMap((word) => [...nearestResources(word)])
  const scored = listResources().map((resource) => {
    const place = meant.indexOf(resource.name)
    const named = words.reduce((sum, word) => sum + scoreOf(word, resource), 0)
    return { resource, score: named + (place < 0 ? 0 : 5 - Math.min(4, place / 2)) }
  })
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.resource.name.length - b.resource.name.length)
    .map(({ resource }) => resource)
}

/** A word of the name counts most; the plain resource goes before those that only contain the word. */
function scoreOf(word: string, { name, title, type }: ResourceSummary): number {
  const names = wordsOf(name)
  if (names.length === 1 && names[0] === word) return 8
  if (names.includes(word)) return 4
  if (wordsOf(title).includes(word)) return 3
  return type.toLowerCase().includes(word) ? 1 : 0
}

/** Words in the singular, without those that name nothing. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 1 && !empty.has(word))
    .map((word) => word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, ''))
}

const empty = new Set([
  'of',
  'the',
  'by',
  'for',
  'in',
  'on',
  'to',
  'and',
  'or',
  'all',
  'id',
  'with',
  'which',
  'what',
  'this',
])

function describeShortly({ name, title }: ResourceSummary): object {
  const description = findResource(name)
  return {
    name,
    title,
    operations: description?.operations.map((operation) => operation.name).join(' '),
    ...(description && description.actions.length > 0 ? { actions: description.actions.length } : {}),
  }
}
